import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes strings.tsv: methods of String on random texts with what Java 17 answers. Columns: method, receiver, result, arguments.
 * "=" stands before a result, "!" before an exception. An argument begins with its type: S text, I int, C char, B boolean.
 * Elements of arrays and streams are joined by U+0001. Characters outside of printable ASCII and the grave accent are written as a grave
 * accent and four hexadecimal digits.
 *
 * Run: java StringCases.java SEED COUNT > strings.tsv   (the file has 5 4000)
 */
public class StringCases {
    static Random random;

    /** Methods with their parameters: I an offset, P a code point, S text, Q CharSequence, X a char, B a boolean, E an encoding. */
    static final String[] METHODS = {
        "length", "charAt I", "codePointAt I", "codePointBefore I", "codePointCount II", "offsetByCodePoints II", "compareTo S",
        "compareToIgnoreCase S", "equalsIgnoreCase S", "concat S", "contains Q", "contentEquals Q", "endsWith S", "startsWith S", "startsWith SI",
        "indexOf S", "indexOf SI", "indexOf P", "indexOf PI", "lastIndexOf S", "lastIndexOf SI", "lastIndexOf P", "lastIndexOf PI",
        "regionMatches ISII", "regionMatches BISII", "isBlank", "strip", "stripLeading", "stripTrailing", "trim", "substring I", "substring II",
        "subSequence II", "toUpperCase", "toLowerCase", "replace QQ", "replace XX", "repeat I", "indent I", "stripIndent", "translateEscapes",
        "hashCode", "toCharArray", "getBytes", "getBytes E", "isEmpty", "lines", "chars", "codePoints",
    };

    public static void main(String[] args) throws Exception {
        random = new Random(Long.parseLong(args[0]));
        Locale.setDefault(Locale.ENGLISH);
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            String[] method = METHODS[under(METHODS.length)].split(" ");
            System.out.println(row(method[0], method.length > 1 ? method[1] : "", text()));
        }
    }

    static String row(String name, String parameters, String text) throws Exception {
        Class<?>[] types = new Class<?>[parameters.length()];
        Object[] args = new Object[parameters.length()];
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < args.length; i++) {
            shown.append('\t');
            switch (parameters.charAt(i)) {
                case 'I': types[i] = int.class; args[i] = under(14) - 3; shown.append("I").append(args[i]); break;
                case 'P': types[i] = int.class; args[i] = codePoint(); shown.append("I").append(args[i]); break;
                case 'X': types[i] = char.class; args[i] = "aAb\u00e9 \uD83D\uDE00".charAt(under(7)); shown.append("C").append((int) (Character) args[i]); break;
                case 'B': types[i] = boolean.class; args[i] = under(2) == 0; shown.append("B").append(args[i]); break;
                case 'E': types[i] = String.class; args[i] = pick("UTF-8", "ISO-8859-1", "US-ASCII", "UTF-16", "UTF-16LE", "utf-16be", "latin1", "nope");
                    shown.append("S").append(args[i]); break;
                default: types[i] = parameters.charAt(i) == 'Q' ? CharSequence.class : String.class; args[i] = near(text); shown.append("S").append(quote((String) args[i]));
            }
        }
        String result;
        try {
            result = "=" + quote(show(String.class.getMethod(name, types).invoke(text, args)));
        } catch (InvocationTargetException e) {
            result = "!" + quote(e.getCause().toString());
        }
        return name + "\t" + quote(text) + "\t" + result + shown;
    }

    static String show(Object o) {
        if (o instanceof char[]) {
            return new String((char[]) o).chars().mapToObj(Integer::toString).collect(Collectors.joining("\u0001"));
        }
        if (o instanceof byte[]) {
            byte[] b = (byte[]) o;
            return IntStream.range(0, b.length).mapToObj(i -> Byte.toString(b[i])).collect(Collectors.joining("\u0001"));
        }
        if (o instanceof IntStream) {
            return ((IntStream) o).mapToObj(Integer::toString).collect(Collectors.joining("\u0001"));
        }
        if (o instanceof Stream) {
            return ((Stream<?>) o).map(String::valueOf).collect(Collectors.joining("\u0001"));
        }
        return String.valueOf(o);
    }

    static int codePoint() {
        return under(12) == 0 ? -1 : under(3) == 0 ? new int[] {0x1F600, 0xD83D, 0xDE00, 0xDC00}[under(4)] : "aAb\u00e9 \u03a3".codePointAt(under(6));
    }

    /** A text that has a good chance to occur in text. */
    static String near(String text) {
        String t = text();
        if (!text.isEmpty() && under(3) > 0) {
            int from = under(text.length());
            t = text.substring(from, from + under(text.length() - from + 1));
        }
        return under(4) == 0 ? t.toUpperCase() : t;
    }

    static String text() {
        StringBuilder b = new StringBuilder();
        int kind = under(5);
        for (int n = under(10); n > 0; n--) {
            switch (kind) {
                case 0: case 1: b.append(pick("a", "b", "A", "c", " ", "ab")); break;
                case 2: b.append(pick("a", "\uD83D\uDE00", "\uD83D", "\uDE00", "\u00e9", "\u00c9", "\uD83D\uDE01", "z")); break;
                case 3: b.append(pick("\u00df", "\u0130", "\u0131", "\u03a3", "\u03c3", "\u03c2", "\u0149", "\u01c6", "\ufb01", "K", "k", "i", "I", " ",
                        "\u2003", "\u00a0", "\u0301", "\uD801\uDC28", "\u00b5", "\u00ff", "\u1c80", "\u0412", "\u03a9", "\u2126", ".", "1", "-")); break;
                default: b.append(pick("\n", "\r", "\r\n", "  ", "a", "\t", "b ", "\u2003", " x", "\\n", "\\", "\\101", "\\t", "\\\"", "0", "7", "\\s", "\\\n"));
            }
        }
        return b.toString();
    }

    static String quote(String s) {
        StringBuilder b = new StringBuilder();
        for (char c : s.toCharArray()) {
            b.append(c < ' ' || c > '~' || c == '`' ? String.format("`%04x", (int) c) : String.valueOf(c));
        }
        return b.toString();
    }

    static int under(int n) {
        return random.nextInt(n);
    }

    static String pick(String... choices) {
        return choices[under(choices.length)];
    }
}
