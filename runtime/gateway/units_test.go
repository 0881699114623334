package gateway

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
)

// TestMediaTypes checks which types count as binary. Source: AWS-GATEWAY.md section 12.
func TestMediaTypes(t *testing.T) {
	tests := []struct {
		list  []string
		value string
		want  bool
	}{
		{[]string{"image/png"}, "image/png", true},
		{[]string{"image/png"}, "Image/PNG; q=1", true},
		{[]string{"image/png"}, "text/html, image/png", false},
		{[]string{"image/*"}, "image/gif", true},
		{[]string{"image/*"}, "imagex/gif", false},
		{[]string{"*/png"}, "image/png", false},
		{[]string{"*/png"}, "*/png", false},
		{[]string{"*/*"}, "text/plain", true},
		{[]string{"*/*"}, "", true},
		{[]string{"image/png"}, "", false},
		{nil, "image/png", false},
	}
	for _, tt := range tests {
		m := newMediaTypes(tt.list)
		if got := m.match(tt.value); got != tt.want {
			t.Errorf("%v matches %q: %v", tt.list, tt.value, got)
		}
	}
}

// TestConvert checks the two tables of AWS-GATEWAY.md section 12. "!" is a failure.
func TestConvert(t *testing.T) {
	const text, raw, encoded = "caf\u00e9", "\x89PN\xffG", "iVBO/0c="
	none, toText, toBinary := apispec.ContentHandling(""), apispec.ConvertToText, apispec.ConvertToBinary
	request := []struct {
		body     string
		binary   bool
		handling apispec.ContentHandling
		want     string
	}{
		{text, false, none, text}, {raw, false, none, "\uFFFDPN\uFFFDG"}, {raw, false, toText, "\uFFFDPN\uFFFDG"},
		{encoded, false, toBinary, raw}, {text, false, toBinary, "!"},
		{raw, true, none, raw}, {raw, true, toText, encoded}, {raw, true, toBinary, raw},
	}
	for _, tt := range request {
		got, _, err := convertRequest([]byte(tt.body), tt.binary, tt.handling)
		if checkConverted(got, err) != tt.want {
			t.Errorf("request %q binary %v %q: %q, want %q", tt.body, tt.binary, tt.handling, checkConverted(got, err), tt.want)
		}
	}
	reply := []struct {
		body     string
		from, to bool
		handling apispec.ContentHandling
		want     string
	}{
		{raw, false, false, none, "\uFFFDPN\uFFFDG"}, {text, false, false, toText, text}, {encoded, false, false, toBinary, raw}, {text, false, false, toBinary, "!"},
		{encoded, false, true, none, raw}, {text, false, true, none, "!"}, {text, false, true, toText, text}, {encoded, false, true, toBinary, raw},
		{raw, true, false, none, encoded}, {raw, true, false, toText, encoded}, {raw, true, false, toBinary, raw},
		{raw, true, true, none, raw}, {raw, true, true, toText, encoded}, {raw, true, true, toBinary, raw},
	}
	for _, tt := range reply {
		got, _, err := convertReply([]byte(tt.body), tt.from, tt.to, tt.handling)
		if checkConverted(got, err) != tt.want {
			t.Errorf("reply %q from %v to %v %q: %q, want %q", tt.body, tt.from, tt.to, tt.handling, checkConverted(got, err), tt.want)
		}
	}
}

// checkConverted returns what a conversion gave as text, "!" for a failure.
func checkConverted(body []byte, err error) string {
	if err != nil {
		return "!"
	}
	return string(body)
}

// TestExpandStageVariables checks ${stageVariables.NAME}. Source: AWS-GATEWAY.md section 8.
func TestExpandStageVariables(t *testing.T) {
	vars := map[string]string{"host": "h", "a": "${stageVariables.host}"}
	tests := map[string]string{
		"http://${stageVariables.host}/${stageVariables.none}?${other}": "http://h/?${other}",
		"${stageVariables.a}":    "${stageVariables.host}",
		"${stageVariables.open":  "${stageVariables.open",
		"$stageVariables.host":   "$stageVariables.host",
		"${stageVariables.host}": "h",
	}
	for in, want := range tests {
		if got := expandStageVariables(in, vars); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

// TestExpandPath checks path parameters of backend URIs and the values that are refused.
func TestExpandPath(t *testing.T) {
	tests := []struct {
		uri, value, want string
		ok               bool
	}{
		{"/a/{p}", "x", "/a/x", true},
		{"/a/{p+}/c", "x/y", "/a/x/y/c", true},
		{"/a/{q}", "x", "/a/{q}", true},
		{"/{p}{p}", "x", "/xx", true},
		{"/a/{p}", "a b?c#d", "/a/a%20b%3Fc%23d", true},
		{"/a/{p}", "%2B%2f", "/a/%2B%2f", true},
		{"/a/{p}", "100%", "/a/100%25", true},
		{"/a/{p}", "\r\nX: y", "/a/%0D%0AX:%20y", true},
		{"/a/{p}", "..", "", false},
		{"/a/{p}", "x/../y", "", false},
		{"/a/{p}", "%2e%2E/y", "", false},
		{"/a/{p}", "..%2fy", "", false},
		{"/a/{p}", `..\y`, "", false},
		{"/a/{p}", ".", "", false},
		{"/a/{p}", "...", "/a/...", true},
	}
	for _, tt := range tests {
		got, ok := expandPath(tt.uri, pairs("p", tt.value))
		if got != tt.want || ok != tt.ok {
			t.Errorf("%s with %q: %q %v, want %q %v", tt.uri, tt.value, got, ok, tt.want, tt.ok)
		}
	}
}

// TestAppendQuery checks where parameters are added.
func TestAppendQuery(t *testing.T) {
	q := pairs("a", "1 2", "b&", "=")
	tests := map[string]string{
		"/p": "/p?a=1+2&b%26=%3D", "/p?": "/p?a=1+2&b%26=%3D", "/p?x=y": "/p?x=y&a=1+2&b%26=%3D",
		"/p?x&": "/p?x&a=1+2&b%26=%3D", "/p#f": "/p?a=1+2&b%26=%3D#f",
	}
	for in, want := range tests {
		if got := appendQuery(in, q); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// TestBackendURL checks that nothing of a request chooses the host, and which addresses are none.
func TestBackendURL(t *testing.T) {
	x := &Exchange{StageVariables: map[string]string{"host": "h.test:81"}}
	x.Request.Mapped.Path = pairs("p", "evil.test")
	tests := []struct{ uri, want string }{
		{"http://${stageVariables.host}/{p}", "http://h.test:81/evil.test"},
		{"https://h.test?x=${stageVariables.host}", "https://h.test?x=h.test:81"},
		{"http://{p}/x", ""},
		{"http://${stageVariables.none}/", ""},
		{"ftp://h.test/", ""},
		{"http://h.test/a b?c d", "http://h.test/a%20b?c%20d"},
		{"http://user@h.test/#f", "http://h.test/"},
	}
	for _, tt := range tests {
		u, err := x.backendURL(tt.uri, nil)
		got := ""
		if err == nil {
			got = u.String()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.uri, got, tt.want)
		}
	}
}

// TestTrace checks what becomes of a client's trace id. Source: AWS-GATEWAY.md section 2.
func TestTrace(t *testing.T) {
	g := newGateway(t, definitionOf(object{"/": object{"get": operation(mockOf("x"))}}), "")
	tests := []struct{ given, pattern string }{
		{"", `Root=1-HHHHHHHH-HHHHHHHHHHHHHHHHHHHHHHHH;Parent=HHHHHHHHHHHHHHHH;Sampled=0`},
		{"Root=1-a-b", `Root=1-a-b;Parent=HHHHHHHHHHHHHHHH;Sampled=0`},
		{"Root=1-a-b;Sampled=1", `Root=1-a-b;Parent=HHHHHHHHHHHHHHHH;Sampled=1`},
		{"Root=1-a-b;Parent=c;Sampled=1", `Root=1-a-b;Parent=c;Sampled=1`},
		{"junk", `Root=1-HHHHHHHH-HHHHHHHHHHHHHHHHHHHHHHHH;Parent=HHHHHHHHHHHHHHHH;Sampled=0`},
	}
	for _, tt := range tests {
		x := g.newExchange()
		if tt.given != "" {
			x.Received.Header = pairs("x-amzn-trace-id", tt.given)
		}
		x.setTrace()
		if !matchesHex(x.TraceID, tt.pattern) {
			t.Errorf("%q: %q, want %q", tt.given, x.TraceID, tt.pattern)
		}
	}
}

// matchesHex tells whether a text is a pattern in which H stands for a hexadecimal digit.
func matchesHex(text, pattern string) bool {
	if len(text) != len(pattern) {
		return false
	}
	for i := range text {
		if text[i] != pattern[i] && !(pattern[i] == 'H' && isHex(text[i])) {
			return false
		}
	}
	return true
}

// TestResponseHeaders checks what is renamed and dropped. Source: AWS-GATEWAY.md section 6.
func TestResponseHeaders(t *testing.T) {
	in := pairs("Date", "d", "authorization", "a", "Via", "v", "transfer-encoding", "t", "x-amzn-requestid", "r", "X", "y", "Content-Encoding", "c")
	tests := []struct {
		typ  apispec.IntegrationType
		want runtime.Pairs
	}{
		{apispec.HTTP, pairs("x-amzn-Remapped-Date", "d", "x-amzn-Remapped-authorization", "a", "Via", "v", "x-amzn-requestid", "r", "X", "y", "Content-Encoding", "c")},
		{apispec.HTTPProxy, pairs("x-amzn-Remapped-Date", "d", "authorization", "a", "x-amzn-Remapped-x-amzn-requestid", "r", "X", "y")},
		{apispec.Mock, pairs("x-amzn-Remapped-Date", "d", "authorization", "a", "Via", "v", "x-amzn-requestid", "r", "X", "y", "Content-Encoding", "c")},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, responseHeaders(tt.typ, in)); diff != "" {
			t.Errorf("%s: %s", tt.typ, diff)
		}
	}
}

// TestBestCoding checks how Accept-Encoding is read.
func TestBestCoding(t *testing.T) {
	tests := map[string]string{
		"gzip": "gzip", "deflate, gzip": "deflate", "br, gzip": "", "br;q=0.5, gzip;q=0.8": "gzip", "gzip;q=0": "", "*": "gzip", "": "", "GZIP": "gzip", "identity": "",
		"gzip; q=0.2, deflate; q=0.3": "deflate",
	}
	for in, want := range tests {
		if got := bestCoding(pairs("accept-encoding", in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestLogMap checks the print of header maps.
func TestLogMap(t *testing.T) {
	if got := logMap(pairs("a", "1", "b", "2", "a", "3", "Authorization", "Bearer abcdefghijkl")); got != "{a=1,3, b=2, Authorization=*************ghijkl}" {
		t.Error(got)
	}
	if got := logMap(nil); got != "{}" {
		t.Error(got)
	}
	long := logMap(pairs("a", string(make([]byte, 2000))))
	if len(long) != maxLogMap+len(" [TRUNCATED]") {
		t.Errorf("%d bytes", len(long))
	}
}

// TestAccessLogFormat checks formats that are refused.
func TestAccessLogFormat(t *testing.T) {
	for _, bad := range []string{"$input.body", "$context", "$context.", "a\nb", "$x"} {
		if _, err := newAccessLogger(bad, lines{}); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

// lines is a log that keeps nothing.
type lines struct{}

// WriteAccess drops a line.
func (lines) WriteAccess(string) {}

// TestAPIID: an API that is given no id has the same one at each start, so that ARNs in policies hold.
func TestAPIID(t *testing.T) {
	t.Parallel()
	load := func(title string) string {
		d := definitionOf(object{"/": object{"get": operation(mockOf("x"))}}, object{"info": object{"title": title, "version": "1"}})
		g, _, err := Load("test.json", d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return g.Identity().APIID
	}
	id := load("a")
	if len(id) != 10 || strings.Trim(id, lowerDigits) != "" || load("a") != id || load("b") == id {
		t.Errorf("ids %s, %s, %s", id, load("a"), load("b"))
	}
}
