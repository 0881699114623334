import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lists the methods of a Java class that Velocity 1.7 can call on its instances: the public methods of the class, of its public
 * superclasses and of all public interfaces, compiler-made bridges included. One line a method: signature, return type, flags.
 *
 * Run: java Dump.java java.lang.String
 */
public class Dump {
    public static void main(String[] args) throws Exception {
        for (String name : args) {
            Class<?> c = Class.forName(name);
            System.out.println("# " + c.getName() + ", Java " + Runtime.version().feature());
            Map<String, String> seen = new LinkedHashMap<>();
            for (Class<?> k = c; k != null; k = k.getSuperclass()) {
                if (Modifier.isPublic(k.getModifiers())) {
                    add(seen, k);
                }
                for (Class<?> i : k.getInterfaces()) {
                    addInterface(seen, i);
                }
            }
            for (String line : new TreeSet<>(seen.values())) {
                System.out.println(line);
            }
        }
    }

    static void addInterface(Map<String, String> seen, Class<?> i) {
        if (Modifier.isPublic(i.getModifiers())) {
            add(seen, i);
        }
        for (Class<?> s : i.getInterfaces()) {
            addInterface(seen, s);
        }
    }

    static void add(Map<String, String> seen, Class<?> c) {
        for (Method m : c.getDeclaredMethods()) {
            if (!Modifier.isPublic(m.getModifiers())) {
                continue;
            }
            StringBuilder sig = new StringBuilder(m.getName()).append('(');
            Class<?>[] p = m.getParameterTypes();
            for (int i = 0; i < p.length; i++) {
                sig.append(i > 0 ? "," : "").append(m.isVarArgs() && i == p.length - 1 ? p[i].getComponentType().getSimpleName() + "..." : p[i].getSimpleName());
            }
            sig.append(')');
            String flags = (Modifier.isStatic(m.getModifiers()) ? " static" : "") + (m.isBridge() ? " bridge" : "");
            seen.putIfAbsent(sig.toString(), sig + " " + m.getReturnType().getSimpleName() + flags);
        }
    }
}
