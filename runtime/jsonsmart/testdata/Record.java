import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import net.minidev.json.*;
import net.minidev.json.parser.*;

/**
 * Records what json-smart makes of texts: reads one text a line in base64 and writes a line of recorded.jsonl for each.
 *
 *     java -cp json-smart.jar:accessors-smart.jar:asm.jar Record.java < texts.b64 > recorded.jsonl
 *
 * All texts but the first are shown in ASCII, with \ u XXXX for other UTF-16 units, quotes and backslashes.
 */
public class Record {
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "US-ASCII");
        for (String line; (line = in.readLine()) != null; ) {
            String text = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
            out.println("{\"text\":\"" + shown(text) + "\"," + outcome(text) + "}");
        }
        out.flush();
    }

    static String outcome(String text) {
        try {
            Object o = new JSONParser(-1).parse(text, JSONValue.defaultReader.DEFAULT_ORDERED);
            StringBuilder types = new StringBuilder();
            types(types, o);
            return member("types", types.toString()) + "," + member("compressed", JSONValue.toJSONString(o, JSONStyle.LT_COMPRESS))
                + "," + member("websafe", JSONValue.toJSONString(o)) + "," + member("string", String.valueOf(o));
        } catch (ParseException e) {
            return "\"error\":\"com.jayway.jsonpath.InvalidJsonException\"";
        } catch (RuntimeException e) {
            return "\"error\":\"" + e.getClass().getName() + "\"";
        }
    }

    /** Appends o with the class of every scalar, texts in quotes. */
    static void types(StringBuilder b, Object o) {
        if (o instanceof Map) {
            b.append('{');
            for (Map.Entry<?, ?> e : ((Map<?, ?>) o).entrySet()) {
                b.append('\'').append(e.getKey()).append("':");
                types(b, e.getValue());
                b.append(',');
            }
            b.append('}');
        } else if (o instanceof JSONArray) {
            b.append('[');
            for (Object x : (List<?>) o) {
                types(b, x);
                b.append(',');
            }
            b.append(']');
        } else if (o instanceof String) {
            b.append('\'').append(o).append('\'');
        } else if (o == null) {
            b.append("null");
        } else {
            b.append(o.getClass().getSimpleName()).append(' ').append(o);
        }
    }

    static String member(String name, String text) {
        return "\"" + name + "\":\"" + shown(text).replace("\\", "\\\\") + "\"";
    }

    static String shown(String s) {
        StringBuilder b = new StringBuilder();
        for (char c : s.toCharArray()) {
            if (c < ' ' || c > '~' || c == '\\' || c == '"') {
                b.append(String.format("\\u%04x", (int) c));
            } else {
                b.append(c);
            }
        }
        return b.toString();
    }
}
