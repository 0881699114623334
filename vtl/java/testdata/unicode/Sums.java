import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;

/**
 * Prints one checksum for each static method of java.lang.Character: CRC-32 over its results for all code points from -1 to
 * 0x110000, as four bytes each, high byte first.
 *
 * Run: java Sums.java > sums.txt
 */
public class Sums {
    public static void main(String[] args) {
        sum("getType", Character::getType);
        sum("getDirectionality", c -> Character.getDirectionality(c));
        sum("getNumericValue", Character::getNumericValue);
        sum("digit10", c -> Character.digit(c, 10));
        sum("digit36", c -> Character.digit(c, 36));
        sum("toUpperCase", Character::toUpperCase);
        sum("toLowerCase", Character::toLowerCase);
        sum("toTitleCase", Character::toTitleCase);
        sum("isAlphabetic", c -> bit(Character.isAlphabetic(c)));
        sum("isIdeographic", c -> bit(Character.isIdeographic(c)));
        sum("isLowerCase", c -> bit(Character.isLowerCase(c)));
        sum("isUpperCase", c -> bit(Character.isUpperCase(c)));
        sum("isMirrored", c -> bit(Character.isMirrored(c)));
        sum("isUnicodeIdentifierStart", c -> bit(Character.isUnicodeIdentifierStart(c)));
        sum("isUnicodeIdentifierPart", c -> bit(Character.isUnicodeIdentifierPart(c)));
        sum("isJavaIdentifierStart", c -> bit(Character.isJavaIdentifierStart(c)));
        sum("isJavaIdentifierPart", c -> bit(Character.isJavaIdentifierPart(c)));
        sum("isIdentifierIgnorable", c -> bit(Character.isIdentifierIgnorable(c)));
        sum("isLetter", c -> bit(Character.isLetter(c)));
        sum("isDigit", c -> bit(Character.isDigit(c)));
        sum("isSpaceChar", c -> bit(Character.isSpaceChar(c)));
        sum("isWhitespace", c -> bit(Character.isWhitespace(c)));
        sum("isISOControl", c -> bit(Character.isISOControl(c)));
    }

    static int bit(boolean b) {
        return b ? 1 : 0;
    }

    static void sum(String name, IntUnaryOperator f) {
        CRC32 crc = new CRC32();
        for (int c = -1; c <= 0x110000; c++) {
            int v = f.applyAsInt(c);
            crc.update(v >>> 24);
            crc.update(v >>> 16);
            crc.update(v >>> 8);
            crc.update(v);
        }
        System.out.printf("%s %08x%n", name, crc.getValue());
    }
}
