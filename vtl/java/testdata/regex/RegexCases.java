import java.io.PrintStream;
import java.util.Random;

/**
 * Makes regex.tsv: random patterns and texts with what Java 17 makes of them. Columns: pattern, text, replacement, then the
 * results of replaceAll, replaceFirst, matches, split(p), split(p, -1) and split(p, 2); "=" stands before a result, "!"
 * before an exception (its first line), and the parts of a split are joined by U+0001. Where all six fail alike only the first result is
 * written. Characters outside of printable ASCII and the grave accent are written as a grave accent and four hexadecimal digits.
 *
 * Run: java RegexCases.java SEED DENSE CAPTURES WIDE SOUP > regex.tsv   (how many cases of each kind; the file has 17 1200 500 700 900)
 */
public class RegexCases {
    static Random random;

    public static void main(String[] args) {
        random = new Random(Long.parseLong(args[0]));
        PrintStream out = new PrintStream(System.out, false);
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            out.println(row(denseBranch(2, false), denseText(), "<$0>"));
        }
        for (int i = Integer.parseInt(args[2]); i > 0; i--) {
            out.println(row(denseBranch(2, true), denseText(), pick("<$0|$1>", "[$1$2]", "-")));
        }
        for (int i = Integer.parseInt(args[3]); i > 0; i--) {
            out.println(row(wideBranch(1), wideText(), replacement()));
        }
        for (int i = Integer.parseInt(args[4]); i > 0; i--) {
            out.println(row(soup(), wideText(), "-"));
        }
        out.flush();
    }

    // Dense patterns: few letters, many constructs, so that most of them match something.

    static String denseAtom(int depth, boolean captures) {
        switch (under(depth > 0 ? 14 : 8)) {
            case 0: case 1: case 2: return pick("a", "b");
            case 3: return pick(".", "\\w", "[ab]", "[^a]", "c", "\\b", "^", "$", "\\B", "\\Z");
            case 4: return pick("a", "b", "ab", "ba");
            case 5: return captures ? "\\" + (1 + under(3)) : pick("a", "b++", "a*+", "\\X", "b?+", "(?>a+)", "(?>b*)");
            case 6: return pick("a", "b", "\\G", "\\R");
            case 7: return pick("a?", "b?", "a*", "b+");
            case 8: case 9: case 10: return "(" + denseBranch(depth - 1, captures) + ")";
            case 11: return "(?:" + denseBranch(depth - 1, captures) + ")";
            case 12: return pick("(?=", "(?!", "(?<=", "(?<!", "(?>") + denseBranch(depth - 1, captures) + ")";
            default: return "(" + denseBranch(depth - 1, captures) + ")" + quantifier();
        }
    }

    static String denseBranch(int depth, boolean captures) {
        StringBuilder b = new StringBuilder();
        do {
            for (int n = under(12) == 0 ? 0 : 1 + under(3); n > 0; n--) {
                b.append(denseAtom(depth, captures)).append(under(4) == 0 ? quantifier() : "");
            }
            b.append(under(4) == 0 ? "|" : "");
        } while (b.length() > 0 && b.charAt(b.length() - 1) == '|');
        return b.toString();
    }

    static String denseText() {
        StringBuilder b = new StringBuilder();
        for (int n = under(10); n > 0; n--) {
            b.append(pick("a", "b", "a", "b", "c", " ", "\n"));
        }
        return b.toString();
    }

    static String quantifier() {
        return pick("*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "{0}", "{1}", "{0,1}") + (under(3) > 0 ? "" : pick("?", "+"));
    }

    // Wide patterns: all escapes, properties, classes and flags, on texts with line terminators and surrogates.

    static String wideAtom(int depth) {
        switch (under(depth > 0 ? 15 : 9)) {
            case 0: case 1: return letter();
            case 2: return pick("\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\h", "\\v", "\\H", "\\V", "\\R", "\\b", "\\B", "\\A", "\\Z",
                    "\\z", "\\G", "\\n", "\\t", "\\.", "\\x41", "\\x{1F600}", "\\u00e9", "\\0101", "\\cA", "\\Qa.b\\E", "\\Q1\\E",
                    "\\uD83D\\uDE00", "\\X", "\\\\", "\\-", "\\e");
            case 3: return pick(".", "^", "$");
            case 4: case 5: return bracket(2);
            case 6: return property();
            case 7: return letter() + quantifier();
            case 8: return "\\" + (1 + under(4));
            case 9: case 10: return "(" + wideBranch(depth - 1) + ")";
            case 11: return pick("(?=", "(?!", "(?<=", "(?<!", "(?>", "(?<n>", "(?:") + wideBranch(depth - 1) + ")";
            case 12: return pick("(?i)", "(?s)", "(?m)", "(?d)", "(?u)", "(?x)", "(?iu)", "(?U)", "(?-i)", "(?md)");
            case 13: return pick("(?i:", "(?m-s:", "(?iu:", "(?i-:", "(?x:") + wideBranch(depth - 1) + ")";
            default: return bracket(2);
        }
    }

    static String wideBranch(int depth) {
        StringBuilder b = new StringBuilder();
        do {
            for (int n = 1 + under(3); n > 0; n--) {
                b.append(wideAtom(depth)).append(under(4) == 0 ? quantifier() : "");
            }
            b.append(under(4) == 0 ? "|" : "");
        } while (b.charAt(b.length() - 1) == '|');
        return b.toString();
    }

    static String letter() {
        return under(3) > 0 ? pick("a", "b", "c", "1", " ") : pick("A", "B", "2", "_", "-", "\u00e9", "\u00c9", "\uD83D\uDE00", ",", "k", "s",
                "\u212a", "\u017f", "\u0130", "i", "I", "\n", "\r", "&", "^", "]", "}", "#", "\uD83D", "\uDE00", "\u0301");
    }

    static String property() {
        return pick("\\p{", "\\P{") + pick("L", "Lu", "Ll", "Alpha", "Lower", "Upper", "Punct", "IsLatin", "IsAlphabetic", "InGreek",
                "javaLowerCase", "IsUppercase", "ASCII", "Alnum", "Digit", "Space", "XDigit", "N", "Nd", "S", "Z", "IsPunctuation",
                "script=Greek", "blk=Latin-1 Supplement", "gc=Lu", "javaWhitespace", "IsWhite_Space", "M", "Mn", "Cs", "all", "L1", "LC",
                "Blank", "Graph", "Print", "Cntrl", "IsL", "IsLu", "Foo", "InFoo", "", "IsHan") + "}";
    }

    static String bracket(int depth) {
        StringBuilder b = new StringBuilder(under(4) == 0 ? "[^" : "[");
        for (int n = 1 + under(4); n > 0; n--) {
            switch (under(depth > 0 ? 11 : 8)) {
                case 0: b.append("a-c"); break;
                case 1: b.append(pick("0-9", "A-Z", "a-z", "\\x41-\\x43", "\u00e0-\u00ff", "\uD83D\uDE00-\uD83D\uDE4F", "z-a", "a-\\d", "\\t-\\r", "k-t")); break;
                case 2: b.append(pick("\\d", "\\w", "\\s", "\\W", "\\D", "\\h", "\\v", "\\b", "\\n", "\\]", "\\-", "\\\\", "\\^", "\\&")); break;
                case 3: b.append(property()); break;
                case 4: case 5: b.append(letter()); break;
                case 6: b.append(pick("-", "&", "^", "]", " ", "#", ".")); break;
                case 7: b.append(pick("a", "b", "c", "1")); break;
                case 8: b.append(bracket(depth - 1)); break;
                case 9: b.append("&&").append(under(2) == 0 ? bracket(depth - 1) : pick("a-c", "^b", "\\w", "[^b]", "a")); break;
                default: b.append(pick("[a]", "a-", "-a"));
            }
        }
        return b.append(under(25) > 0 ? "]" : "").toString();
    }

    static String wideText() {
        StringBuilder b = new StringBuilder();
        boolean plain = under(3) == 0;
        for (int n = under(9); n > 0; n--) {
            b.append(plain ? pick("a", "b", "c", "1", " ", "a", "b") : pick("a", "A", "\r\n", "\n", "\r", "\u0085", "\u2028", "\u00e9", "\u00c9",
                    "\uD83D\uDE00", "\uD83D", "\uDE00", "e\u0301", "K", "\u212a", "_", "-", ",", "s", "\u017f", "B", "\u03a9", "\t", "&", "1"));
        }
        return b.toString();
    }

    static String replacement() {
        return pick("<$0>", "-", "", "[$1]", "$2$1", "\\$", "${n}", "$12", "<$0>", "x", "$", "\\", "$a", "${1}", "${", "<$1|$2>");
    }

    // Soup: pieces of syntax in any order, to find out what is an error.

    static String soup() {
        StringBuilder b = new StringBuilder();
        for (int n = 1 + under(7); n > 0; n--) {
            b.append(pick("a", "b", "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "\\", "^", "$", ".", "-", "&&", "&", "1", "2", ",", "{2}",
                    "{2,1}", "(?", "(?:", "(?<", "(?<n>", "(?i", "<", ">", "=", "!", ":", "\\Q", "\\E", "\\p", "\\p{L}", "\\x", "\\u", "\\0", "\\c",
                    "\\k", "#", " ", "(?x)", "0", "\n", "{9999999999}", "i", "Lu}", "\\d", "\u0085"));
        }
        return b.toString();
    }

    // Rows.

    interface Operation {
        String run();
    }

    static String row(String pattern, String text, String replacement) {
        String[] results = {
            result(() -> text.replaceAll(pattern, replacement)),
            result(() -> text.replaceFirst(pattern, replacement)),
            result(() -> Boolean.toString(text.matches(pattern))),
            result(() -> String.join("\u0001", text.split(pattern))),
            result(() -> String.join("\u0001", text.split(pattern, -1))),
            result(() -> String.join("\u0001", text.split(pattern, 2))),
        };
        StringBuilder b = new StringBuilder(quote(pattern) + "\t" + quote(text) + "\t" + quote(replacement) + "\t" + results[0]);
        if (!results[0].startsWith("!") || !results[0].equals(results[5])) {
            for (int i = 1; i < results.length; i++) {
                b.append('\t').append(results[i]);
            }
        }
        return b.toString();
    }

    static String result(Operation operation) {
        try {
            return "=" + quote(operation.run());
        } catch (RuntimeException e) {
            return "!" + quote(e.toString().split("\n")[0]);
        }
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
