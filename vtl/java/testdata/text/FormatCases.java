import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;

/**
 * Makes formats.tsv: String.format with random specifiers and arguments and what Java 17 answers. Columns: format, result, arguments. "=" stands
 * before a result, "!" before an exception. An argument begins with its type: N null, I Integer, L Long, H Short, Y Byte, D and F
 * Double and Float as hexadecimal bits, S text, B Boolean, C Character, G BigInteger, M BigDecimal as unscaled/scale. Characters outside of
 * printable ASCII and the grave accent are written as a grave accent and four hexadecimal digits.
 *
 * Run: java FormatCases.java SEED COUNT > formats.tsv   (the file has 9 4000)
 */
public class FormatCases {
    static Random random;

    public static void main(String[] args) {
        random = new Random(Long.parseLong(args[0]));
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.ENGLISH);
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            System.out.println(under(3) == 0 ? anyRow() : fittingRow());
        }
    }

    /** Flags, widths and arguments without regard to what goes together. */
    static String anyRow() {
        String format = pick("", "", "x", " ", "\u00e9") + "%" + (under(5) == 0 ? pick("1$", "2$", "0$", "9$", "<", "99999999999$") : "");
        for (int n = under(3) == 0 ? 1 + under(3) : 0; n > 0; n--) {
            format += pick("-", "#", "+", " ", "0", ",", "(", "<");
        }
        format += (under(3) == 0 ? pick("5", "10", "1", "3", "12", "30", "99999999999") : "")
            + (under(3) == 0 ? pick(".0", ".1", ".2", ".3", ".10", ".20", ".") : "")
            + pick("d", "s", "S", "x", "X", "o", "e", "f", "g", "G", "a", "c", "C", "b", "h", "H", "n", "%", "tY", "tq", "t", "i", "D", "q")
            + (under(10) == 0 ? pick("%", "%%", "%-", "\uD83D\uDE00%\uD83D\uDE00") : "");
        Object[] args = new Object[under(6) == 0 ? 0 : 1 + under(2)];
        for (int i = 0; i < args.length; i++) {
            args[i] = under(2) == 0 ? integer() : under(2) == 0 ? real() : other();
        }
        return row(format, args);
    }

    /** A specifier with an argument it takes. */
    static String fittingRow() {
        String width = under(2) == 0 ? pick("5", "10", "12", "30") : "";
        String left = width.isEmpty() ? "" : pick("", "-");
        String number = (width.isEmpty() ? "" : pick("", "-", "0")) + pick("", "+", " ", "(");
        String precision = under(2) == 0 ? "" : "." + under(15);
        switch (under(6)) {
            case 0: return row("%" + number + pick("", ",") + width + "d", integer());
            case 1: return row("%" + (width.isEmpty() ? "" : pick("", "-", "0")) + pick("", "#") + width + pick("x", "X", "o"), integer());
            case 2: return row("%" + number + (under(2) == 0 ? pick("", "#", ",") + width + precision + "f" : pick("", "#") + width + precision + pick("e", "E")), real());
            case 3: return row("%" + number + pick("", ",") + width + precision + pick("g", "G"), real());
            case 4: return row("%" + left + width + pick("tY", "tm", "td", "tH", "TB", "tc", "tF", "tT", "tQ", "ts", "tp", "tr", "Tp", "tj", "te", "tk", "tl", "tI",
                    "tA", "ta", "tb", "tC", "ty", "tL", "tN", "tz", "tZ", "tD", "tR", "tM", "tS", "th"), moment());
            default: return under(3) == 0 ? row("%" + (width.isEmpty() ? "" : pick("", "-", "0")) + pick("", "#", "+", " ") + width + precision + pick("a", "A"), number())
                    : row("%" + left + width + (under(2) == 0 ? "" : "." + under(8)) + pick("s", "S", "b", "B", "h", "H"), other());
        }
    }

    static Object integer() {
        switch (under(6)) {
            case 0: return under(200) - 100;
            case 1: return random.nextInt();
            case 2: return random.nextLong();
            case 3: return (byte) random.nextInt();
            case 4: return (short) random.nextInt();
            default: return new BigInteger(under(120) + 1, random).multiply(BigInteger.valueOf(under(3) - 1));
        }
    }

    static double number() {
        switch (under(8)) {
            case 0: return under(1000);
            case 1: return random.nextInt(100000) / 100.0;
            case 2: return random.nextGaussian();
            case 3: return random.nextDouble() * Math.pow(10, under(40) - 20);
            case 4: return new double[] {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e7, 0.5, 1.5, 2.5, 0.125, 1.005, 1e-5,
                    9.9999995, 999999.5, 0.00009999995, 1e22, Double.MIN_VALUE, Double.MAX_VALUE, 1e-310, 123456789.0}[under(20)];
            case 5: return under(100) / 8.0;
            case 6: return -random.nextInt(100000) / 1000.0;
            default: return Double.longBitsToDouble(random.nextLong());
        }
    }

    static Object real() {
        switch (under(4)) {
            case 0: return (float) number();
            case 1: return new BigDecimal(new BigInteger(under(80) + 1, random).multiply(BigInteger.valueOf(under(2) * 2 - 1)), under(30) - 10);
            case 2: return under(4) == 0 ? new BigDecimal(BigInteger.valueOf(under(20) - 10), under(20) - 10) : (Object) number();
            default: return number();
        }
    }

    static Object other() {
        switch (under(5)) {
            case 0: return null;
            case 1: return under(2) == 0;
            case 2: return "aZ1\u00e9\uD83D".charAt(under(5));
            case 3: return integer();
            default: return pick("abc", "", "Hello World", "\u00e9\uD83D\uDE00x", "stra\u00dfe");
        }
    }

    static long moment() {
        return under(3) == 0 ? random.nextLong() : under(2) == 0 ? under(2000000000) * 1000L + under(1000) : (long) (random.nextGaussian() * 1e14);
    }

    static String row(String format, Object... args) {
        String result;
        try {
            result = "=" + quote(String.format(format, args));
        } catch (RuntimeException e) {
            result = "!" + quote(e.toString());
        }
        StringBuilder b = new StringBuilder(quote(format) + "\t" + result);
        for (Object arg : args) {
            b.append('\t').append(encode(arg));
        }
        return b.toString();
    }

    static String encode(Object o) {
        if (o == null) {
            return "N";
        }
        switch (o.getClass().getSimpleName()) {
            case "Integer": return "I" + o;
            case "Long": return "L" + o;
            case "Short": return "H" + o;
            case "Byte": return "Y" + o;
            case "Boolean": return "B" + o;
            case "BigInteger": return "G" + o;
            case "String": return "S" + quote((String) o);
            case "Character": return "C" + (int) (Character) o;
            case "Double": return "D" + Long.toHexString(Double.doubleToRawLongBits((Double) o));
            case "Float": return "F" + Integer.toHexString(Float.floatToRawIntBits((Float) o));
            default: return "M" + ((BigDecimal) o).unscaledValue() + "/" + ((BigDecimal) o).scale();
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
