import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.commons.lang.StringEscapeUtils;

/**
 * Prints util.jsonl: what the Java functions behind $util make of many texts, as lines
 * {"fn","in","out"} or {"fn","in","error"}. Everything outside printable ASCII is escaped.
 *
 *     java -cp /usr/share/java/commons-lang.jar Util.java > util.jsonl
 */
public class Util {
    interface F { String call(String s) throws Exception; }

    public static void main(String[] args) {
        Random r = new Random(17);
        run("escapeJavaScript", StringEscapeUtils::escapeJavaScript, texts(r));
        run("urlEncode", s -> java.net.URLEncoder.encode(s, "UTF-8"), texts(r));
        run("base64Encode", s -> Base64.getEncoder().encodeToString(s.getBytes(StandardCharsets.UTF_8)), texts(r));
        run("urlDecode", s -> java.net.URLDecoder.decode(s, "UTF-8"), urls(r));
        run("base64Decode", s -> new String(Base64.getDecoder().decode(s), StandardCharsets.UTF_8), codes(r));
    }

    static List<String> texts(Random r) {
        List<String> l = new ArrayList<>(List.of("", "plain", "it's", "say \"hi\"", "a\\b", "a/b", "tab\tnl\ncr\rbs\bff\f",
            "\u0000\u0001\u001f\u007f\u0080\u00e9\u00ff\u0100\u0fff\u1000\u20ac\ufffd\uffff", "\ud83d\ude00", "a\ud83dz", "\ude00a", "\ud83d",
            "\ude00\ud83d", "~*-_.!'()", " +%", "a b&c=d;e,f", "{\"some\": \"value\"}", "<>|^`[]@#$?:", "\ud83d\ud83d\ude00\ude00"));
        String abc = "aZ09 '\"\\/~*-_.+%=&\n\t\u0007\u00e9\u20ac\u4e2d\ud83d\ude00";
        for (int i = 0; i < 12; i++) l.add(random(r, abc, 1 + r.nextInt(12)));
        return l;
    }

    static List<String> urls(Random r) {
        List<String> l = new ArrayList<>(List.of("", "plain", "a+b", "%41", "%4", "%", "a%", "a%4", "%zz", "%4g", "%g4", "%+1", "%-1", "%-0", "%+",
            "%41%", "%41%4", "%E2%82%AC", "%e2%82%ac", "%E2%82", "%E2%82x", "%E2+%82%AC", "%F0%9F%98%80", "%ED%A0%BD%ED%B8%80", "%C0%80", "%FF%FE", "%80",
            "%E2%28%A1", "%F0%28%8C%28", "%F0%90%28%BC", "%F4%90%80%80", "%F5%80", "%E0%80%80", "%F8%A1%A1%A1%A1",
            "\u20ac+%20", "%\uff11\uff12", "%\uff21\uff26", "%\u0661\u0662", "%\u20ac1", "% 1", "%1 ", "\ud83d%41", "a%00b", "+%2B%20%7E", "%%41", "%41%%42"));
        String abc = "%%%%0123489AaFfEC+xz-";
        for (int i = 0; i < 40; i++) l.add(random(r, abc, 1 + r.nextInt(10)));
        return l;
    }

    static List<String> codes(Random r) {
        List<String> l = new ArrayList<>(List.of("", "=", "==", "A", "AA", "AAA", "AAAA", "A=", "AA=", "AA==", "AAA=", "AAAA=", "AAAA==", "A===", "AA=A", "AA==A", "AA==AA",
            "AAA=A", "A=AA", "=AAA", "YQ", "YQ==", "YR==", "YWI=", "YWI", "YW Jj", "YWJj\n", "YWJj\r\nZGVm", "-_-_", "+/+/", "a.b", "\u00e9AAA", "\u20acAAA", "\ud83d\ude00AA", "\ud83dAAA",
            "4oKs", "4oI=", "7aC97biA", "8J+YgA==", "/w==", "eyJtZXNzYWdlIjogIndoYXRldmVyIn0=", "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo", "YWJjZGVmZ2hpamtsbW5vcH-yc3R1dnd4eXo="));
        String abc = "AbCdEf019+/==- ";
        for (int i = 0; i < 60; i++) l.add(random(r, abc, 1 + r.nextInt(12)));
        return l;
    }

    static String random(Random r, String abc, int n) {
        int[] points = abc.codePoints().toArray();
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < n; i++) b.appendCodePoint(points[r.nextInt(points.length)]);
        return b.toString();
    }

    static void run(String name, F f, List<String> inputs) {
        for (String in : inputs) {
            String key = "out", value;
            try {
                value = f.call(in);
            } catch (Exception e) {
                key = "error";
                value = e.toString();
            }
            System.out.println("{\"fn\":\"" + name + "\",\"in\":" + quote(in) + ",\"" + key + "\":" + quote(value) + "}");
        }
    }

    static String quote(String s) {
        StringBuilder b = new StringBuilder("\"");
        for (char c : s.toCharArray()) {
            if (c == '"' || c == '\\') b.append('\\').append(c);
            else if (c < 32 || c > 126) b.append(String.format("\\u%04x", (int) c));
            else b.append(c);
        }
        return b.append('"').toString();
    }
}
