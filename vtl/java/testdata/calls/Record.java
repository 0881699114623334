import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.velocity.runtime.log.Log;
import org.apache.velocity.runtime.log.NullLogChute;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.UberspectImpl;
import org.apache.velocity.util.introspection.VelMethod;

/**
 * Records what the real Java answers to method calls that Velocity 1.7 would make. Reads a script, writes it with results.
 *
 * Lines: "name = literal", "receiver.method(arguments)", "name = receiver.method(arguments)", "# comment", or empty, which forgets all
 * names. Literals: 1, 3000000000, 1.5, 'text', true, null, [1, 2], {'k': 1}, and names. The result follows as " => class text";
 * classes of java.util and java.lang without their package, no identity hash codes, "none" where Velocity finds no method,
 * "!exception: message" where it throws.
 *
 * Run: java -cp velocity.jar:commons-lang.jar:commons-collections3.jar Record.java < script
 */
public class Record {
    private final Map<String, Object> names = new LinkedHashMap<>();
    private final UberspectImpl uberspect = new UberspectImpl();
    private String line;
    private int at;

    public static void main(String[] args) throws Exception {
        Record r = new Record();
        Log log = new Log(new NullLogChute());
        r.uberspect.setLog(log);
        r.uberspect.init();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String l; (l = in.readLine()) != null; ) {
            int old = l.indexOf(" => ");
            l = old >= 0 ? l.substring(0, old) : l;
            if (l.isEmpty() || l.startsWith("#")) {
                if (l.isEmpty()) {
                    r.names.clear();
                }
                out.println(l);
                continue;
            }
            String result = r.run(l);
            out.println(result == null ? l : l + " => " + result);
        }
        out.flush();
    }

    private String run(String l) throws Exception {
        line = l;
        at = 0;
        String name = null;
        int eq = l.indexOf(" = ");
        if (eq > 0 && l.substring(0, eq).matches("[a-z][A-Za-z0-9]*")) {
            name = l.substring(0, eq);
            at = eq + 3;
        }
        int start = at;
        if (Character.isLetter(line.charAt(at))) {
            String recv = word();
            if (at < line.length() && line.charAt(at) == '.') {
                at++;
                return call(name, names.get(recv), word());
            }
        }
        at = start;
        names.put(name, value());
        return null;
    }

    private String call(String name, Object recv, String method) throws Exception {
        at++;
        List<Object> args = list(')');
        if (recv == null) {
            return "none";
        }
        if (name != null) {
            names.remove(name);
        }
        Object[] params = args.toArray();
        VelMethod m;
        try {
            m = uberspect.getMethod(recv, method, params, new Info("", 0, 0));
        } catch (Exception e) {
            return "none";
        }
        if (m == null) {
            return "none";
        }
        Object v;
        try {
            v = m.invoke(recv, params);
        } catch (InvocationTargetException e) {
            return "!" + clean(e.getCause().toString());
        } catch (IllegalArgumentException e) {
            return "!!" + clean(e.toString());
        }
        if (v == null && m.getReturnType() == Void.TYPE) {
            return "void";
        }
        if (name != null) {
            names.put(name, v);
        }
        return v == null ? "null" : clean(v.getClass().getName()) + " " + clean(v.toString());
    }

    private static String clean(String s) {
        return s.replaceAll("@[0-9a-f]{1,8}", "@").replaceAll("\\$\\$Lambda[$0-9/a-fx]*", "\\$\\$Lambda").replaceAll("java\\.(util|lang)\\.", "").replace("\n", "\\n");
    }

    private String word() {
        int from = at;
        while (at < line.length() && Character.isLetterOrDigit(line.charAt(at))) {
            at++;
        }
        return line.substring(from, at);
    }

    private Object value() {
        char c = line.charAt(at);
        if (c == '\'') {
            int end = line.indexOf('\'', at + 1);
            String s = line.substring(at + 1, end);
            at = end + 1;
            return s;
        }
        if (c == '[') {
            at++;
            return list(']');
        }
        if (c == '{') {
            at++;
            return map();
        }
        if (c == '-' || Character.isDigit(c)) {
            return number();
        }
        String w = word();
        return w.equals("true") ? Boolean.TRUE : w.equals("false") ? Boolean.FALSE : w.equals("null") ? null : names.get(w);
    }

    private Object number() {
        int from = at++;
        while (at < line.length() && "0123456789.E-".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        String s = line.substring(from, at);
        if (s.indexOf('.') >= 0) {
            return Double.valueOf(s);
        }
        BigInteger n = new BigInteger(s);
        return n.bitLength() < 32 ? (Object) n.intValue() : n.bitLength() < 64 ? (Object) n.longValue() : n;
    }

    private List<Object> list(char end) {
        List<Object> l = new ArrayList<>();
        while (line.charAt(at) != end) {
            l.add(value());
            skip();
        }
        at++;
        return l;
    }

    private Map<Object, Object> map() {
        Map<Object, Object> m = new LinkedHashMap<>();
        while (line.charAt(at) != '}') {
            Object k = value();
            at += 2;
            m.put(k, value());
            skip();
        }
        at++;
        return m;
    }

    private void skip() {
        if (line.startsWith(", ", at)) {
            at += 2;
        }
    }
}
