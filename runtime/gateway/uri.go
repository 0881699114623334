package gateway

import (
	"net/url"
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// expandStageVariables replaces ${stageVariables.NAME} by its value; one that is not set by nothing. Other text in
// ${} stays. Source: section 8.
func expandStageVariables(s string, vars map[string]string) string {
	const open = "${stageVariables."
	if !strings.Contains(s, open) {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, open)
		if i < 0 {
			break
		}
		end := strings.IndexByte(s[i:], '}')
		if end < 0 {
			break
		}
		b.WriteString(s[:i])
		b.WriteString(vars[s[i+len(open):i+end]])
		s = s[i+end+1:]
	}
	b.WriteString(s)
	return b.String()
}

// expandPath replaces {NAME} and {NAME+} by the mapped path parameters. What is not mapped stays as it is. A value may
// have slashes under either form: definitions that pass on a greedy variable write {proxy}. ok is false when it would
// leave the place it stands in, by a segment "." or "..".
func expandPath(uri string, params runtime.Pairs) (out string, ok bool) {
	if len(params) == 0 || !strings.Contains(uri, "{") {
		return uri, true
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(uri, '{')
		if i < 0 {
			break
		}
		end := strings.IndexByte(uri[i:], '}')
		if end < 0 {
			break
		}
		name, _ := strings.CutSuffix(uri[i+1:i+end], "+")
		value, found := params.Get(name)
		if !found {
			b.WriteString(uri[:i+1])
			uri = uri[i+1:]
			continue
		}
		if !safePath(value) {
			return "", false
		}
		b.WriteString(uri[:i])
		b.WriteString(escapeSegment(value))
		uri = uri[i+end+1:]
	}
	b.WriteString(uri)
	return b.String(), true
}

// safePath tells whether a value, decoded as a backend may do, has no segment "." or "..".
func safePath(value string) bool {
	if decoded, err := url.PathUnescape(escapeSegment(value)); err == nil { // escaped as it is sent, it always is
		value = decoded
	}
	for _, segment := range strings.FieldsFunc(value, func(r rune) bool { return r == '/' || r == '\\' }) {
		// Some servers cut off what follows a semicolon before they resolve dots.
		if name, _, _ := strings.Cut(segment, ";"); name == "." || name == ".." {
			return false
		}
	}
	return true
}

// escapeSegment escapes what must not stand in a path. A percent sign stays where it begins a code, since path
// parameters are not decoded; slashes stay.
func escapeSegment(value string) string {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		c := value[i]
		if c == '%' && i+2 < len(value) && isHex(value[i+1]) && isHex(value[i+2]) || pathByte(c) {
			b.WriteByte(c)
			continue
		}
		const digits = "0123456789ABCDEF"
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

// pathByte tells whether a byte may stand in a path as it is.
func pathByte(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte("-._~!$&'()*+,;=:@/", c) >= 0
}

// isHex tells whether a byte is a hexadecimal digit.
func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// appendQuery adds parameters behind the query of a URI.
func appendQuery(uri string, q runtime.Pairs) string {
	if len(q) == 0 {
		return uri
	}
	uri, fragment, _ := strings.Cut(uri, "#")
	var b strings.Builder
	b.WriteString(uri)
	switch {
	case !strings.Contains(uri, "?"):
		b.WriteByte('?')
	case !strings.HasSuffix(uri, "?") && !strings.HasSuffix(uri, "&"):
		b.WriteByte('&')
	}
	for i, x := range q {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(x.Name) + "=" + url.QueryEscape(x.Value))
	}
	if fragment != "" {
		b.WriteString("#" + fragment)
	}
	return b.String()
}
