import java.util.Random;
import java.util.StringJoiner;
import org.apache.velocity.runtime.parser.node.MathUtils;

/**
 * Computes with random numbers of all classes as Velocity does and prints one line a pair: both numbers, then the results of
 * + - * / % and of the comparison, in the notation of Vectors.
 *
 * Run: javac -cp velocity.jar -d DIR Vectors.java Arithmetic.java && java -cp velocity.jar:commons-lang.jar:commons-collections3.jar:DIR Arithmetic SEED PAIRS
 */
public class Arithmetic {
    interface Op {
        Object apply();
    }

    public static void main(String[] args) {
        Vectors.rnd = new Random(Long.parseLong(args[0]));
        Class<?>[] types = {Byte.class, Short.class, Integer.class, Integer.class, Long.class, Float.class, Double.class, java.math.BigInteger.class, java.math.BigDecimal.class};
        System.out.println("# Velocity 1.7 on Java " + Runtime.version().feature());
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            Number a = number(Vectors.pick(types));
            Number b = number(Vectors.pick(types));
            StringJoiner line = new StringJoiner("\t").add(Vectors.encode(a)).add(Vectors.encode(b));
            line.add(result(() -> MathUtils.add(a, b))).add(result(() -> MathUtils.subtract(a, b))).add(result(() -> MathUtils.multiply(a, b)));
            line.add(result(() -> MathUtils.isZero(b) ? null : MathUtils.divide(a, b))).add(result(() -> MathUtils.isZero(b) ? null : MathUtils.modulo(a, b)));
            line.add(result(() -> MathUtils.compare(a, b)));
            System.out.println(line);
        }
    }

    static Number number(Class<?> type) {
        Object v;
        do {
            v = Vectors.value(type);
        } while (v == null);
        return (Number) v;
    }

    static String result(Op op) {
        try {
            return Vectors.encode(op.apply());
        } catch (RuntimeException e) {
            return "!" + e.getClass().getName() + ": " + Vectors.escape(String.valueOf(e.getMessage()));
        }
    }
}
