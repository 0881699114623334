package gateway

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/vtlkit/vtl/runtime"
)

// ExecutionLogSink receives the execution log of each request when it is done.
type ExecutionLogSink interface {
	// WriteExecution receives the lines, the first one without date. Bodies and headers in them are cut.
	WriteExecution(requestID string, lines []string)
}

// ExecutionLog collects the lines of one request in the wording of the service. A nil log drops them.
type ExecutionLog struct {
	lines []string
	// whole keeps events longer than 1,024 bytes uncut, as a test call shows them.
	whole bool
}

// maxLogEvent is where an event of the execution log is cut. Source: section 21.
const maxLogEvent = 1024

// Add adds an event with its date.
func (l *ExecutionLog) Add(now time.Time, event string) {
	if l == nil {
		return
	}
	if !l.whole && len(event) > maxLogEvent {
		event = cutText(event, maxLogEvent) + " [TRUNCATED]"
	}
	l.lines = append(l.lines, now.UTC().Format("Mon Jan 02 15:04:05 UTC 2006")+" : "+event)
}

// Addf is Add with fmt.Sprintf.
func (l *ExecutionLog) Addf(now time.Time, format string, args ...any) {
	if l != nil {
		l.Add(now, fmt.Sprintf(format, args...))
	}
}

// Lines returns the lines so far.
func (l *ExecutionLog) Lines() []string {
	if l == nil {
		return nil
	}
	return l.lines
}

// cutText cuts s to at most n bytes, between characters.
func cutText(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// maxLogMap is where the print of a map of headers is cut. Source: section 22.
const maxLogMap = 998

// logMap prints pairs as {k=v, k2=v2}. Names that stand several times have their values joined by commas; secrets
// are masked.
func logMap(p runtime.Pairs) string {
	var b strings.Builder
	b.WriteByte('{')
	done := map[string]bool{}
	for _, x := range p {
		if done[x.Name] {
			continue
		}
		if len(done) > 0 {
			b.WriteString(", ")
		}
		done[x.Name] = true
		b.WriteString(x.Name + "=" + maskSecret(x.Name, strings.Join(p.All(x.Name), ",")))
	}
	s := b.String()
	if len(s) > maxLogMap {
		return cutText(s, maxLogMap) + " [TRUNCATED]"
	}
	return s + "}"
}

// maskSecret hides the value of a header that identifies the caller, all but its last six characters.
func maskSecret(name, value string) string {
	switch strings.ToLower(name) {
	case "authorization", "x-api-key", "x-amz-security-token", "proxy-authorization", "cookie":
	default:
		return value
	}
	keep := min(6, len(value)/2)
	return strings.Repeat("*", len(value)-keep) + value[len(value)-keep:]
}
