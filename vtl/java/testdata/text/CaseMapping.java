import java.util.Locale;

/**
 * Makes casemapping.txt: for every 256 code points the hashes (String.hashCode) of their upper and lower case by String.toUpperCase and
 * String.toLowerCase, each code point on its own, joined by U+0000. Blocks without case, where both give the text itself, are left out.
 * Columns: first code point, hash of the upper case, hash of the lower case.
 *
 * Run: java CaseMapping.java > casemapping.txt
 */
public class CaseMapping {
    public static void main(String[] args) {
        for (int first = 0; first <= Character.MAX_CODE_POINT; first += 256) {
            StringBuilder plain = new StringBuilder(), upper = new StringBuilder(), lower = new StringBuilder();
            for (int c = first; c < first + 256; c++) {
                String s = Character.toString(c);
                plain.append(s).append('\0');
                upper.append(s.toUpperCase(Locale.ROOT)).append('\0');
                lower.append(s.toLowerCase(Locale.ROOT)).append('\0');
            }
            if (!plain.toString().equals(upper.toString()) || !plain.toString().equals(lower.toString())) {
                System.out.println(Integer.toHexString(first) + "\t" + upper.toString().hashCode() + "\t" + lower.toString().hashCode());
            }
        }
    }
}
