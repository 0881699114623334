import java.lang.constant.ConstantDesc;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Calls every public method of number classes with random objects and arguments and prints one line a call:
 * signature, object, arguments, result, separated by tabs and in the notation of encode.
 *
 * Run: java Vectors.java SEED CALLS java.lang.Integer
 */
public class Vectors {
    static final String[] TEXTS = {
        "0", "12", "-5", "+7", "abc", "ff", "0xff", "#1F", "-0x10", "010", "", " 5 ", "1.5", "1e3", "-1.5E-3", "NaN", "Infinity", "-Infinity",
        "+NaN", "1f", "1d", "0x1.8p1", "0x.8p-3", "0x1.p3", "0x1p1024", "0x1p-1074", "0x0.8p-1074", "0x1.8p", "0x.p1", "\u0663", "\uff11\uff12", "\uff21", "true", "TRUE", "tRue", "99999999999",
        "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "1.", ".", ".5", "1e", "1e+", "1e400",
        "1e-400", "4.9e-324", "2.4703282292062328e-324", "2.2250738585072012e-308", "1.7976931348623159e308", "3.4028235677973366e38",
        "1.17549435E-38", "\ud835\udfd7", "a\ud83d\ude00b", "\ud83d", "\ude00x", "-", "+", "--1", "-+1", "0x", "0", "00", "08", "127", "128", "-129", "32768", "1e2147483648",
        "\u00a05", "5\u0000", "1_000", "0b1", "12L", "LATIN SMALL LETTER A", "7fffffff", "ffffffff", "z", "-zz", "100000000000000000000",
    };
    static final int[] INTS = {0, 1, -1, 2, 3, 7, 8, 9, 10, 16, 31, 32, 33, 36, 37, 63, 64, 127, 128, 255, 256, 32767, 32768, 65535, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE + 1};
    static final double[] DOUBLES = {0.0, -0.0, 1, -1, 0.5, 1.5, 2.5, -2.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE,
        Double.MAX_VALUE, Double.MIN_NORMAL, 1e7, 9999999, 0.001, 0.0001, 1e10, 1e21, 1e-5, 123456789.0, 2147483647.0, 2147483648.0, -2147483649.0, 9.223372036854775807e18, 1e300, 3.4028235677973366e38};

    static Random rnd;
    static boolean big;
    static boolean chars;

    public static void main(String[] args) throws Exception {
        rnd = new Random(Long.parseLong(args[0]));
        int calls = Integer.parseInt(args[1]);
        Class<?> c = Class.forName(args[2]);
        big = c.getName().startsWith("java.math");
        chars = c == Character.class;
        List<Method> methods = new ArrayList<>();
        for (Method m : c.getMethods()) {
            String n = m.getName();
            if (!n.equals("wait") && !n.startsWith("notify") && !n.equals("getClass") && !n.equals("getName") && !n.equals("codePointOf")
                && !(n.equals("describeConstable") && !ConstantDesc.class.isAssignableFrom(c))) {
                methods.add(m);
            }
        }
        methods.sort(Comparator.comparing(Vectors::signature));
        System.out.println("# " + c.getName() + ", Java " + Runtime.version().feature());
        for (Method m : methods) {
            for (int i = 0; i < calls; i++) {
                call(m, c);
            }
        }
    }

    static String signature(Method m) {
        StringJoiner j = new StringJoiner(",", m.getName() + "(", ")");
        for (Class<?> p : m.getParameterTypes()) {
            j.add(p.getSimpleName());
        }
        return j.toString();
    }

    static void call(Method m, Class<?> c) {
        Object self = value(c);
        while (self == null) {
            self = value(c);
        }
        Object[] args = new Object[m.getParameterCount()];
        StringJoiner line = new StringJoiner("\t").add(signature(m)).add(encode(self));
        for (int i = 0; i < args.length; i++) {
            args[i] = value(m.getParameterTypes()[i]);
            line.add(encode(args[i]));
        }
        String result;
        try {
            result = encode(m.invoke(self, args));
        } catch (InvocationTargetException e) {
            result = "!" + e.getCause().getClass().getName() + ": " + escape(String.valueOf(e.getCause().getMessage()));
        } catch (Exception e) {
            throw new RuntimeException(line.toString(), e);
        }
        System.out.println(line.add(result));
    }

    static <T> T pick(T[] of) {
        return of[rnd.nextInt(of.length)];
    }

    static int anInt() {
        int k = rnd.nextInt(10);
        if (big) {
            return k == 0 ? -rnd.nextInt(40) : rnd.nextInt(k < 6 ? 10 : 200);
        }
        if (chars && k < 6) {
            return k < 3 ? rnd.nextInt(0x250) : rnd.nextInt(0x11000 << (k & 1) * 4);
        }
        return k < 4 ? rnd.nextInt(44) - 3 : k < 8 ? INTS[rnd.nextInt(INTS.length)] : rnd.nextInt();
    }

    static long aLong() {
        return switch (rnd.nextInt(4)) {
            case 0 -> anInt();
            case 1 -> rnd.nextLong();
            case 2 -> 1L << rnd.nextInt(64);
            default -> rnd.nextLong() >> rnd.nextInt(64);
        };
    }

    static double aDouble() {
        return switch (rnd.nextInt(5)) {
            case 0 -> DOUBLES[rnd.nextInt(DOUBLES.length)];
            case 1 -> Double.longBitsToDouble(rnd.nextLong());
            case 2 -> rnd.nextInt(200000) / 100.0;
            case 3 -> rnd.nextGaussian() * Math.pow(10, rnd.nextInt(40) - 20);
            default -> Float.intBitsToFloat(rnd.nextInt());
        };
    }

    static BigInteger aBigInteger() {
        BigInteger b = switch (rnd.nextInt(5)) {
            case 0 -> BigInteger.valueOf(rnd.nextInt(20));
            case 1 -> BigInteger.valueOf(rnd.nextLong());
            case 2 -> BigInteger.ONE.shiftLeft(rnd.nextInt(200));
            case 3 -> BigInteger.ONE.shiftLeft(rnd.nextInt(200)).subtract(BigInteger.ONE);
            default -> new BigInteger(rnd.nextInt(400), rnd);
        };
        return rnd.nextInt(3) == 0 ? b.negate() : b;
    }

    static BigDecimal aBigDecimal() {
        BigInteger u = aBigInteger();
        if (rnd.nextInt(4) == 0) {
            u = BigInteger.TEN.pow(rnd.nextInt(40)).multiply(BigInteger.valueOf(rnd.nextInt(30) - 10));
        }
        if (rnd.nextInt(4) == 0) {
            u = BigInteger.valueOf(2).pow(rnd.nextInt(20)).multiply(BigInteger.valueOf(5).pow(rnd.nextInt(20)));
        }
        return new BigDecimal(u, rnd.nextInt(3) == 0 ? rnd.nextInt(80) - 40 : rnd.nextInt(6));
    }

    static String text() {
        if (rnd.nextInt(3) > 0) {
            return pick(TEXTS);
        }
        String alphabet = "00112345678999+-.eExXpPfFdDaA \u0967";
        StringBuilder b = new StringBuilder();
        for (int n = rnd.nextInt(12); n >= 0; n--) {
            b.append(alphabet.charAt(rnd.nextInt(alphabet.length())));
        }
        return b.toString();
    }

    static Object value(Class<?> t) {
        if (t == int.class || t == Integer.class) return anInt();
        if (t == long.class || t == Long.class) return aLong();
        if (t == short.class || t == Short.class) return (short) (rnd.nextBoolean() ? anInt() : rnd.nextInt(10));
        if (t == byte.class || t == Byte.class) return (byte) (rnd.nextBoolean() ? anInt() : rnd.nextInt(10));
        if (t == double.class || t == Double.class) return aDouble();
        if (t == float.class || t == Float.class) return rnd.nextBoolean() ? (float) aDouble() : Float.intBitsToFloat(rnd.nextInt());
        if (t == boolean.class || t == Boolean.class) return rnd.nextBoolean();
        if (t == char.class || t == Character.class) return (char) (rnd.nextBoolean() ? rnd.nextInt(0x250) : rnd.nextInt(4) == 0 ? 0xD800 + rnd.nextInt(0x800) : rnd.nextInt(0x10000));
        if (t == BigInteger.class) return rnd.nextInt(30) == 0 ? null : aBigInteger();
        if (t == BigDecimal.class) return rnd.nextInt(30) == 0 ? null : aBigDecimal();
        if (t == String.class || t == CharSequence.class) return rnd.nextInt(30) == 0 ? null : text();
        if (t == char[].class) return rnd.nextInt(30) == 0 ? null : text().toCharArray();
        if (t == Object.class) return value(pick(new Class<?>[] {Integer.class, Long.class, String.class, Double.class, Float.class, Boolean.class, Character.class, BigInteger.class, BigDecimal.class, Short.class, Byte.class}));
        return null;
    }

    /** A letter for the class, then the value: floating point as bits, text with escapes. */
    static String encode(Object o) {
        if (o == null) return "n";
        if (o instanceof Integer) return "i" + o;
        if (o instanceof Long) return "l" + o;
        if (o instanceof Short) return "s" + o;
        if (o instanceof Byte) return "b" + o;
        if (o instanceof Double d) return "d" + Long.toHexString(Double.doubleToRawLongBits(d));
        if (o instanceof Float f) return "f" + Integer.toHexString(Float.floatToRawIntBits(f));
        if (o instanceof Boolean) return "z" + o;
        if (o instanceof Character c) return "c" + (int) c;
        if (o instanceof BigInteger) return "I" + o;
        if (o instanceof BigDecimal d) return "D" + d.unscaledValue() + "," + d.scale();
        if (o instanceof String s) return "S" + escape(s);
        if (o instanceof Optional<?> p) return "O" + encode(p.get());
        if (o.getClass().isArray()) {
            StringJoiner j = new StringJoiner(" ", "A" + o.getClass().getComponentType().getSimpleName() + "[", "]");
            for (int i = 0; i < Array.getLength(o); i++) {
                j.add(encode(Array.get(o, i)));
            }
            return j.toString();
        }
        return "?" + o.getClass().getName();
    }

    /** Everything but letters, digits and common signs as \\uXXXX. */
    static String escape(String s) {
        StringBuilder b = new StringBuilder();
        for (char c : s.toCharArray()) {
            if (c > ' ' && c < 127 && c != '\\') {
                b.append(c);
            } else {
                b.append(String.format("\\u%04x", (int) c));
            }
        }
        return b.toString();
    }
}
