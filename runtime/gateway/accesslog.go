package gateway

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// AccessLog receives a line for each request.
type AccessLog interface {
	// WriteAccess receives the line without its newline.
	WriteAccess(line string)
}

// accessLogger writes a line made of text and $context variables for each request. Source: section 22.
type accessLogger struct {
	parts []logPart
	out   AccessLog
}

// logPart is a piece of the format: text, or the name of a variable.
type logPart struct{ text, name string }

// newAccessLogger reads a format; nil when there is none, or no log to write to. Anything after a dollar sign that
// is no $context variable is an error.
func newAccessLogger(format string, out AccessLog) (*accessLogger, error) {
	if format == "" || out == nil {
		return nil, nil
	}
	if strings.ContainsAny(format, "\r\n") {
		return nil, fmt.Errorf("access log format: it must be one line")
	}
	l := &accessLogger{out: out}
	rest := format
	for {
		i := strings.Index(rest, "$")
		if i < 0 {
			l.parts = append(l.parts, logPart{text: rest})
			return l, nil
		}
		l.parts = append(l.parts, logPart{text: rest[:i]})
		name, ok := strings.CutPrefix(rest[i:], "$context.")
		name = variableName(name)
		if !ok || name == "" {
			return nil, fmt.Errorf("access log format: only $context variables are allowed, at %q", firstWord(rest[i:]))
		}
		l.parts = append(l.parts, logPart{name: name})
		rest = rest[i+len("$context.")+len(name):]
	}
}

// firstWord returns s up to its first space, at most 40 bytes.
func firstWord(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		s = s[:i]
	}
	return s[:min(len(s), 40)]
}

// write writes the line of an exchange. A variable without value prints as a dash; control characters are escaped,
// so that no value can begin a line.
func (l *accessLogger) write(x *Exchange, latency time.Duration) {
	var b strings.Builder
	for _, p := range l.parts {
		if p.name == "" {
			b.WriteString(p.text)
			continue
		}
		v, ok := x.accessValue(p.name, latency)
		if !ok || v == "" {
			v = "-"
		}
		b.WriteString(oneLine(v))
	}
	l.out.WriteAccess(b.String())
}

// oneLine escapes control characters.
func oneLine(s string) string {
	if strings.IndexFunc(s, unicode.IsControl) < 0 {
		return s
	}
	q := strconv.Quote(s)
	return strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`)
}

// accessValue returns a variable of access logs as text.
func (x *Exchange) accessValue(name string, latency time.Duration) (string, bool) {
	switch name {
	case "status":
		return itoa(x.Answer.Status), true
	case "responseLength":
		return itoa(len(x.Answer.Body)), true
	case "responseLatency":
		return ms(latency), true
	case "integrationLatency", "integration.latency":
		return ms(x.IntegrationLatency), x.IntegrationCalled
	case "integrationStatus", "integration.integrationStatus", "integration.status":
		return itoa(x.Reply.Status), x.Reply.Status != 0
	case "integrationErrorMessage", "integration.error":
		return x.integrationError()
	case "integration.requestId":
		return x.IntegrationRequestID, x.IntegrationRequestID != ""
	case "xrayTraceId":
		if x.TraceID == "" {
			x.setTrace()
		}
		root, _, _ := strings.Cut(strings.TrimPrefix(x.TraceID, "Root="), ";")
		return root, root != ""
	}
	return x.contextValue(name)
}

// integrationError returns what went wrong with the integration.
func (x *Exchange) integrationError() (string, bool) {
	if x.IntegrationError != "" {
		return x.IntegrationError, true
	}
	if f := x.Failure; f != nil && x.IntegrationCalled {
		return x.errorMessage()
	}
	return "", false
}

// ms returns a time in whole milliseconds.
func ms(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }
