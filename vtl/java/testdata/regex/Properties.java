import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Makes properties.txt: what \p{name} matches in Java 17 for every category, class, property, script and block, with the flags
 * under which it was tried. Columns: flags, name, number of code points, hash over the ends of the ranges (h = 31*h + end in 32 bits).
 *
 * Run: java --add-opens java.base/java.lang=ALL-UNNAMED Properties.java > properties.txt
 */
public class Properties {
    static final String NAMES = "Cn Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi Pf L M N Z C P S LC LD L1 all ASCII Alnum"
        + " Alpha Blank Cntrl Digit Graph Lower Print Punct Space Upper XDigit javaLowerCase javaUpperCase javaAlphabetic javaIdeographic javaTitleCase"
        + " javaDigit javaDefined javaLetter javaLetterOrDigit javaJavaIdentifierStart javaJavaIdentifierPart javaUnicodeIdentifierStart"
        + " javaUnicodeIdentifierPart javaIdentifierIgnorable javaSpaceChar javaWhitespace javaISOControl javaMirrored IsAlphabetic IsIdeographic"
        + " IsLetter IsLowercase IsUppercase IsTitlecase IsPunctuation IsControl IsWhite_Space IsWhiteSpace IsDigit IsHex_Digit IsHexDigit"
        + " IsJoin_Control IsNoncharacter_Code_Point IsAssigned IsWord IsAlnum IsAlpha IsBlank IsCntrl IsGraph IsLower IsPrint IsPunct IsSpace IsUpper"
        + " IsXDigit IsL IsLu IsLC javaFoo IsFoo InFoo foo lower ALPHA";

    public static void main(String[] args) throws Exception {
        for (String name : NAMES.split(" ")) {
            print("", name);
            print("(?i)", name);
            print("(?U)", name);
        }
        for (String name : keys(Character.UnicodeBlock.class, "map")) {
            print("", "In" + name);
        }
        for (String name : keys(Character.UnicodeScript.class, "aliases")) {
            print("", "script=" + name);
        }
        for (Character.UnicodeScript script : Character.UnicodeScript.values()) {
            print("", "Is" + script);
        }
    }

    /** The keys of a private static map of c, sorted. */
    static TreeSet<String> keys(Class<?> c, String field) throws Exception {
        Field f = c.getDeclaredField(field);
        f.setAccessible(true);
        TreeSet<String> keys = new TreeSet<>();
        for (Object key : ((Map<?, ?>) f.get(null)).keySet()) {
            keys.add(key.toString());
        }
        return keys;
    }

    static void print(String flags, String name) {
        Pattern p;
        try {
            p = Pattern.compile(flags + "\\p{" + name + "}");
        } catch (PatternSyntaxException e) {
            System.out.println(flags + "\t" + name + "\terror");
            return;
        }
        int count = 0, hash = 0;
        boolean before = false;
        for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
            boolean is = c <= Character.MAX_CODE_POINT && p.matcher(Character.toString(c)).matches();
            if (is) {
                count++;
            }
            if (is != before) {
                hash = 31 * hash + c;
            }
            before = is;
        }
        System.out.println(flags + "\t" + name + "\t" + count + "\t" + hash);
    }
}
