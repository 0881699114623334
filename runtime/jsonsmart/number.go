package jsonsmart

import (
	"math"
	"math/big"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/vtlkit/vtl/vtl/java"
)

// nan32 is Float.NaN, which json-smart makes of the bare word NaN.
var nan32 = float32(math.NaN())

// intValue returns the number that digits, perhaps behind a minus sign, stand for: an Integer or Long where it is
// in range and written with no more characters than Long.MIN_VALUE has, else a BigInteger. A minus sign alone is 0.
// Source: JSONParserBase.parseNumber; case permissive/jp-permissive-1370.
func intValue(m *java.Meter, text string) java.Value {
	digits := strings.TrimPrefix(text, "-")
	if len(digits) <= 9 {
		n := int32(0)
		for _, c := range []byte(digits) {
			n = n*10 + int32(c-'0')
		}
		if len(digits) < len(text) {
			n = -n
		}
		return java.IntValue(n)
	}
	m.Bytes(len(digits))
	if len(digits) > longDigits {
		return bigValue(m, text)
	}
	return java.ParseInteger(text)
}

// longDigits is the number of digits up to which json-smart tries a Long.
const longDigits = 19

// bigValue returns the BigInteger that text stands for, even where it would fit a Long.
func bigValue(m *java.Meter, text string) java.Value {
	m.Step(len(text) * len(text) >> 12)
	switch v := java.ParseInteger(text).(type) {
	case *java.BigInteger:
		return v
	default:
		n, _ := java.Int64(v)
		return java.NewBigInteger(big.NewInt(n))
	}
}

// floatValue returns the number that a text with a point or exponent stands for: a BigDecimal for more than 18
// characters, else a Double. It fails with NumberFormatException where digits are missing or a BigDecimal's
// exponent is out of range. Source: JSONParserBase.extractFloat.
func floatValue(text string) (java.Value, error) {
	if len(text) > longNumber {
		d, err := java.ParseBigDecimal(text)
		if err != nil {
			return nil, err
		}
		return d, nil
	}
	if !floatGrammar(text) {
		return nil, java.Throw("java.lang.NumberFormatException", "For input string: \""+text+"\"")
	}
	return java.Double(gjson.Parse(text).Num), nil
}

// floatGrammar tells whether text, which the scanner has split as sign, digits, point, digits, exponent, has at least
// one digit before the exponent and, if there is one, in it.
func floatGrammar(text string) bool {
	last := text[len(text)-1]
	if last == '+' || last == '-' || last|0x20 == 'e' {
		return false
	}
	t := strings.TrimPrefix(text, "-")
	if t[0] == '.' {
		t = t[1:]
	}
	return t != "" && t[0]-'0' < 10
}
