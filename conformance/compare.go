package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Verdict says how far an answer agrees with the one wanted.
type Verdict struct {
	OK bool
	// Why says in a few words what is wrong, "" when OK.
	Why string
	// Error is set when an error was wanted; then Kind tells that one of the same kind came, and Place that it
	// stands at the same line and column.
	Error, Kind, Place bool
}

// Compare holds got against want. looseDoubles accepts any decimal form of the same double.
func Compare(want, got Answer, looseDoubles bool) Verdict {
	if want.Err == nil {
		return compareOutput(want, got, looseDoubles)
	}
	v := Verdict{Error: true}
	switch {
	case got.Err == nil:
		v.Why = fmt.Sprintf("rendered where %s was wanted", want.Err)
		return v
	case got.Err.Kind != want.Err.Kind:
		v.Why = fmt.Sprintf("%s error where %s was wanted", got.Err.Kind, want.Err.Kind)
		return v
	}
	v.Kind = true
	v.Place = got.Err.Line == want.Err.Line && got.Err.Column == want.Err.Column
	switch {
	case !v.Place:
		v.Why = fmt.Sprintf("error at %d:%d, wanted at %d:%d", got.Err.Line, got.Err.Column, want.Err.Line, want.Err.Column)
	case !sameText(want.Partial, got.Partial, looseDoubles):
		v.Why = "text before the error differs"
	default:
		v.OK = true
	}
	return v
}

// compareOutput holds got against a wanted output.
func compareOutput(want, got Answer, looseDoubles bool) Verdict {
	switch {
	case got.Err != nil:
		return Verdict{Why: "failed: " + got.Err.String()}
	case !sameText(want.Output, got.Output, looseDoubles):
		return Verdict{Why: "output differs"}
	}
	return Verdict{OK: true}
}

// sameText compares two texts apart from identity hashes, and with looseDoubles apart from the digits of doubles.
func sameText(want, got string, looseDoubles bool) bool {
	if want == got {
		return true
	}
	want, got = StableText(want), StableText(got)
	return want == got || looseDoubles && ShortDoubles(want) == ShortDoubles(got)
}

// identityHash matches the text of an array or another object without a toString of its own: the class name and
// a number that changes from run to run.
var identityHash = regexp.MustCompile(`(\[+(?:[ZBCSIJFD]|L[\w.$]+;)|(?:java|net|com|org)\.[\w.$]+)@[0-9a-f]+`)

// StableText takes the identity hashes out of text.
func StableText(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	return identityHash.ReplaceAllString(text, "$1@")
}

// printedDouble matches a floating point number as Java prints one.
var printedDouble = regexp.MustCompile(`\d+\.\d+(E-?\d+)?`)

// ShortDoubles rewrites every number in text that could be a printed double to the shortest digits that read back
// as the same double; whether there is an exponent stays to be seen. Numbers that no double prints as (too many
// digits, zeros at the end) stay as they are.
func ShortDoubles(text string) string {
	return printedDouble.ReplaceAllStringFunc(text, func(s string) string {
		const mostDigits = 18
		digits, exponent, _ := strings.Cut(s, "E")
		if len(digits) > mostDigits+len("0.00") || strings.HasSuffix(digits, "0") && !strings.HasSuffix(digits, ".0") {
			return s
		}
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return s
		}
		short := strconv.FormatFloat(f, 'g', -1, 64)
		if exponent != "" {
			short += "E"
		}
		return short
	})
}

// ComparePath holds got against want: the class of the error, or the value, its type and both printed forms.
func ComparePath(want, got PathAnswer) Verdict {
	if want.ErrClass != "" {
		v := Verdict{Error: true, Kind: got.ErrClass == want.ErrClass}
		v.OK, v.Place = v.Kind, v.Kind
		if !v.OK {
			v.Why = fmt.Sprintf("wanted %s, got %q", want.ErrClass, got.ErrClass)
		}
		return v
	}
	switch {
	case got.ErrClass != "":
		return Verdict{Why: "failed: " + got.ErrClass + ": " + got.ErrText}
	case !sameJSON(want.Result, got.Result):
		return Verdict{Why: "value differs"}
	case want.Type != got.Type:
		return Verdict{Why: fmt.Sprintf("type %s, wanted %s", got.Type, want.Type)}
	case want.JSON != got.JSON:
		return Verdict{Why: "JSON form differs"}
	case want.Text != got.Text:
		return Verdict{Why: "printed form differs"}
	case want.Definite != nil && got.Definite != nil && *want.Definite != *got.Definite:
		return Verdict{Why: "definite differs"}
	}
	return Verdict{OK: true}
}

// sameJSON compares two JSON texts by their tokens, numbers by value: the order of members counts, blanks and
// escapes do not.
func sameJSON(a, b json.RawMessage) bool {
	if bytes.Equal(a, b) {
		return true
	}
	ta, errA := tokens(a)
	tb, errB := tokens(b)
	if errA != nil || errB != nil || len(ta) != len(tb) {
		return false
	}
	for i := range ta {
		if ta[i] != tb[i] {
			return false
		}
	}
	return true
}

// tokens returns the tokens of a JSON text, numbers as float64.
func tokens(raw json.RawMessage) ([]json.Token, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	var list []json.Token
	for d.More() || len(list) == 0 || d.InputOffset() < int64(len(bytes.TrimRight(raw, " \t\r\n"))) {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}
