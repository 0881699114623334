import java.util.Random;

/**
 * Prints floating-point numbers as their bits in hexadecimal and what toString makes of them, doubles or floats. Java 19 and
 * later choose other digits for some.
 *
 * Run: java Floating.java doubles 400 > doubles.txt
 */
public class Floating {
    public static void main(String[] args) {
        boolean doubles = args[0].equals("doubles");
        Random rnd = new Random(19);
        double[] borders = {0.0, -0.0, 1, 0.001, 9.99e-4, 1e7, 9999999, 9999999.5, 1e23, 2e-3, 2e23, 1e21, 1e-5, Double.MIN_VALUE, 2 * Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL,
            Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 123456789, 0.1, 100, 4.35, 2.2250738585072011e-308,
            8.41e21, 2147483648.0, 2.0e-44, 9007199254740993.0, 1125899906842624.25, 1125899906842624.75, 0.3, 1e22, 1e24, 5e-324, 1.0E-323, 4611686018427387904.0, 9223372036854775807.0};
        System.out.println("# Java " + Runtime.version().feature());
        for (double d : borders) {
            print(doubles, d);
        }
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            print(doubles, switch (rnd.nextInt(5)) {
                case 0 -> Double.longBitsToDouble(rnd.nextLong());
                case 1 -> rnd.nextInt(1000000) / 100.0;
                case 2 -> (double) (rnd.nextLong() >> rnd.nextInt(64));
                case 3 -> (1 + rnd.nextInt(99)) * Math.pow(10, rnd.nextInt(90) - 45);
                default -> Float.intBitsToFloat(rnd.nextInt());
            });
        }
    }

    static void print(boolean doubles, double d) {
        if (doubles) {
            System.out.println(Long.toHexString(Double.doubleToRawLongBits(d)) + "\t" + d);
        } else {
            float f = (float) d;
            System.out.println(Integer.toHexString(Float.floatToRawIntBits(f)) + "\t" + f);
        }
    }
}
