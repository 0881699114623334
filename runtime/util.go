package runtime

import (
	"unicode/utf8"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// util is $util. The service documents six functions for REST APIs and no others; anything else on it is an unknown
// method like on any object. Source: AWS-TEMPLATES.md section 4.
type util struct{ plain bool }

// utilClass is the class of $util in a Template. That the service turns numbers and booleans into text for
// escapeJavaScript is documented; for the other functions nothing is, so they take Strings only.
var utilClass = &java.Class{Name: "apigateway.Util", Simple: "Util", Super: java.ObjectClass}

// plainUtilClass is the class of $util in the line protocol, where every function takes a String as in the oracle.
var plainUtilClass = &java.Class{Name: "apigateway.Util", Simple: "Util", Super: java.ObjectClass}

func init() {
	shared := []java.Method{
		{Sig: "base64Decode(String)", Cost: java.CostInside, Call: utilBase64Decode},
		{Sig: "base64Encode(String)", Cost: java.CostInside, Call: utilBase64Encode},
		{Sig: "parseJson(String)", Cost: java.CostInside, Call: utilParseJSON},
		{Sig: "urlDecode(String)", Cost: java.CostInside, Call: utilURLDecode},
		{Sig: "urlEncode(String)", Cost: java.CostInside, Call: utilURLEncode},
	}
	java.Define(utilClass, append([]java.Method{
		{Sig: "escapeJavaScript(Object)", Cost: java.CostInside, Call: utilEscapeJavaScript},
	}, shared...))
	java.Define(plainUtilClass, append([]java.Method{
		{Sig: "escapeJavaScript(String)", Cost: java.CostInside, Call: utilEscapeJavaScript},
	}, shared...))
}

// Class returns the class that fits where u is used.
func (u *util) Class() *java.Class {
	if u.plain {
		return plainUtilClass
	}
	return utilClass
}

// AppendString appends Object.toString() with a hash that is always the same, so that a run repeats.
func (u *util) AppendString(m *java.Meter, dst []byte) []byte {
	return append(dst, utilClass.Name+"@1"...)
}

// Equals is Object.equals.
func (u *util) Equals(_ *java.Meter, o java.Value) bool { return o == java.Value(u) }

// HashCode is Object.hashCode().
func (u *util) HashCode(*java.Meter) int32 { return 1 }

// escapeJavaScript(Object): the text escaped for a JavaScript string (appendEscapedScript); null stays null.
func utilEscapeJavaScript(m *java.Meter, _ java.Value, args []java.Value) (java.Value, error) {
	if args[0] == nil {
		return nil, nil
	}
	s := java.ToString(m, args[0])
	m.Step(len(s) >> 4)
	n := escapedSize(s)
	if n == len(s) {
		return unchanged(args[0], s), nil
	}
	m.Bytes(n)
	return java.String(appendEscapedScript(make([]byte, 0, n), s)), nil
}

// urlEncode(String): form encoding of the UTF-8 bytes (appendURLEncoded).
func utilURLEncode(m *java.Meter, _ java.Value, args []java.Value) (java.Value, error) {
	s, err := text(args[0])
	if err != nil {
		return nil, err
	}
	m.Bytes(3 * len(s))
	return java.String(appendURLEncoded(make([]byte, 0, len(s)+16), s)), nil
}

// urlDecode(String): the reverse (urlDecode); malformed codes are an IllegalArgumentException.
func utilURLDecode(m *java.Meter, _ java.Value, args []java.Value) (java.Value, error) {
	s, err := text(args[0])
	if err != nil {
		return nil, err
	}
	m.Bytes(len(s))
	out, err := urlDecode(s)
	if err != nil {
		return nil, err
	}
	return unchanged(args[0], out), nil
}

// base64Encode(String): the UTF-8 bytes, padded, in one line.
func utilBase64Encode(m *java.Meter, _ java.Value, args []java.Value) (java.Value, error) {
	s, err := text(args[0])
	if err != nil {
		return nil, err
	}
	m.Bytes(len(s)/3*4 + 4)
	return java.String(appendBase64(nil, s)), nil
}

// base64Decode(String): the decoded bytes as UTF-8 text; malformed text is an IllegalArgumentException.
func utilBase64Decode(m *java.Meter, _ java.Value, args []java.Value) (java.Value, error) {
	s, err := text(args[0])
	if err != nil {
		return nil, err
	}
	// A byte that is no UTF-8 grows to the three of U+FFFD.
	m.Bytes(len(s) / 4 * 9)
	out, err := base64Decode(s)
	if err != nil {
		return nil, err
	}
	return java.String(out), nil
}

// parseJson(String): the value read by the lenient reader that also reads bodies. Text it cannot read is an
// InvalidJsonException, which fails the template.
func utilParseJSON(m *java.Meter, _ java.Value, args []java.Value) (java.Value, error) {
	s, err := text(args[0])
	if err != nil {
		return nil, err
	}
	return jsonsmart.Parse(m, s)
}

// unchanged returns s as a String: v itself when that is its text.
func unchanged(v java.Value, s string) java.Value {
	if t, ok := v.(java.String); ok && string(t) == s {
		return v
	}
	return java.String(s)
}

// text returns the String argument v; null is the NullPointerException that the Java functions throw.
func text(v java.Value) (string, error) {
	if s, ok := v.(java.String); ok {
		return string(s), nil
	}
	return "", java.Throw("java.lang.NullPointerException", "the argument is null")
}

// escapedSize returns how many bytes appendEscapedScript appends for s.
func escapedSize(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n += int(escapeCost[s[i]])
	}
	return n
}

// escapeCost is what a byte of WTF-8 adds to the escaped text: the first byte of a sequence counts for all of it.
var escapeCost = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c < 0x20:
			t[c] = 6
		case c < utf8.RuneSelf:
			t[c] = 1
		case c >= 0xF0:
			t[c] = 12
		case c >= 0xC0:
			t[c] = 6
		}
	}
	for _, c := range "\b\n\t\f\r'\"\\/" {
		t[c] = 2
	}
	return t
}()
