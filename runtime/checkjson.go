package runtime

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// JSONFault says why a text is not JSON.
type JSONFault struct { //nolint:errname // the established name of a public type
	Offset int // bytes before the fault
	Line   int // 1-based
	Column int // 1-based, in characters
	Msg    string
}

// Error returns the place and the message in one line.
func (f *JSONFault) Error() string { return fmt.Sprintf("output:%d:%d: %s", f.Line, f.Column, f.Msg) }

// ClaimsJSON tells whether an output begins like a JSON object or array, so that it is worth checking.
func ClaimsJSON(output []byte) bool {
	text := strings.TrimLeft(string(output[:min(len(output), 256)]), " \t\r\n")
	return text != "" && (text[0] == '{' || text[0] == '[')
}

// CheckJSON returns the first place where output stops being one strict JSON text (RFC 8259), or nil. It looks at
// the whole output whatever it begins with; ClaimsJSON says whether that is fair. Nesting counts to 10,000.
func CheckJSON(output []byte) *JSONFault {
	c := jsonChecker{s: output}
	msg := c.text()
	if msg == "" {
		return nil
	}
	before := output[:c.i]
	line := 1 + strings.Count(string(before), "\n")
	start := strings.LastIndexByte(string(before), '\n') + 1
	return &JSONFault{Offset: c.i, Line: line, Column: 1 + utf8.RuneCount(before[start:]), Msg: msg}
}

// checkDepth is the nesting that CheckJSON accepts.
const checkDepth = 10_000

// jsonChecker reads a JSON text without making values of it. It keeps the open brackets on a stack of its own, so
// that depth costs no recursion.
type jsonChecker struct {
	s    []byte
	i    int
	open []byte
}

// text reads the whole text and returns what is wrong at c.i, or "".
func (c *jsonChecker) text() string {
	for {
		if msg := c.value(); msg != "" {
			return msg
		}
		more, msg := c.closeValue()
		if msg != "" || !more {
			return msg
		}
	}
}

// value reads a scalar, or the openings down to the first scalar or empty bracket inside.
func (c *jsonChecker) value() string {
	for {
		switch ch := c.peek(); ch {
		case '{', '[':
			c.i++
			if len(c.open) == checkDepth {
				return "nested too deeply"
			}
			c.open = append(c.open, ch+2) // the closing bracket stands two code points behind
			if c.peek() == ch+2 {
				return ""
			}
			if ch == '{' {
				if msg := c.name(); msg != "" {
					return msg
				}
			}
		case '"':
			return c.str()
		case 0:
			if c.i >= len(c.s) {
				return "the text ends where a value belongs"
			}
			return "a value belongs here"
		case ',', '}', ']', ':':
			return "a value is missing before " + string(ch)
		default:
			return c.scalar()
		}
	}
}

// closeValue reads what may follow a value: closing brackets, then a comma and the next name. more tells whether
// another value must follow.
func (c *jsonChecker) closeValue() (more bool, msg string) {
	for {
		ch := c.peek()
		switch {
		case len(c.open) == 0:
			if c.i < len(c.s) {
				return false, "text behind the end of the JSON value"
			}
			return false, ""
		case c.i >= len(c.s):
			return false, "the text ends inside a bracket: " + string(c.open[len(c.open)-1]) + " is missing"
		case ch == c.open[len(c.open)-1]:
			c.i++
			c.open = c.open[:len(c.open)-1]
		case ch == ',':
			c.i++
			if c.open[len(c.open)-1] == '}' {
				return true, c.name()
			}
			return true, ""
		default:
			return false, "a comma or " + string(c.open[len(c.open)-1]) + " belongs here"
		}
	}
}

// name reads a member name and its colon.
func (c *jsonChecker) name() string {
	if c.peek() != '"' {
		return "a member name in double quotes belongs here"
	}
	if msg := c.str(); msg != "" {
		return msg
	}
	if c.peek() != ':' {
		return "a colon belongs here"
	}
	c.i++
	return ""
}

// peek skips white space and returns the next byte, 0 at the end.
func (c *jsonChecker) peek() byte {
	for c.i < len(c.s) {
		switch ch := c.s[c.i]; ch {
		case ' ', '\t', '\n', '\r':
			c.i++
		default:
			return ch
		}
	}
	return 0
}

// str reads a string whose opening quote is next.
func (c *jsonChecker) str() string {
	start := c.i
	for c.i++; c.i < len(c.s); c.i++ {
		switch ch := c.s[c.i]; {
		case ch == '"':
			c.i++
			return ""
		case ch < ' ':
			return "a control character in a string must be escaped"
		case ch == '\\':
			if msg := c.escape(); msg != "" {
				return msg
			}
		}
	}
	c.i = start
	return "the string is not closed"
}

// escape checks the escape at c.i and moves to its last byte.
func (c *jsonChecker) escape() string {
	if c.i+1 >= len(c.s) {
		return ""
	}
	switch c.s[c.i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		c.i++
		return ""
	case 'u':
		for k := 2; k < 6; k++ {
			if c.i+k >= len(c.s) || !strings.ContainsRune("0123456789abcdefABCDEF", rune(c.s[c.i+k])) {
				return "four hexadecimal digits must follow \\u"
			}
		}
		c.i += 5
		return ""
	case '\'':
		return `\' is no JSON escape; append .replaceAll("\\'", "'") to escapeJavaScript`
	}
	return "unknown escape in a string"
}

// scalar reads a number or one of the three words.
func (c *jsonChecker) scalar() string {
	start := c.i
	for c.i < len(c.s) && strings.IndexByte(" \t\r\n,:[]{}\"", c.s[c.i]) < 0 {
		c.i++
	}
	w := string(c.s[start:c.i])
	if w == "true" || w == "false" || w == "null" || isJSONNumber(w) {
		return ""
	}
	c.i = start
	if len(w) > 20 {
		w = w[:20] + "..."
	}
	return "a value belongs here, not " + strings.ToValidUTF8(w, "?")
}

// isJSONNumber tells whether w is a number by JSON's grammar.
func isJSONNumber(w string) bool {
	w = strings.TrimPrefix(w, "-")
	whole := len(w) - len(strings.TrimLeft(w, "0123456789"))
	if whole == 0 || whole > 1 && w[0] == '0' {
		return false
	}
	w = w[whole:]
	if strings.HasPrefix(w, ".") {
		frac := strings.TrimLeft(w[1:], "0123456789")
		if len(frac) == len(w)-1 {
			return false
		}
		w = frac
	}
	if w != "" && w[0]|0x20 == 'e' {
		exp := strings.TrimPrefix(strings.TrimPrefix(w[1:], "+"), "-")
		return exp != "" && strings.TrimLeft(exp, "0123456789") == "" && !strings.HasPrefix(w[1:], "+-")
	}
	return w == ""
}
