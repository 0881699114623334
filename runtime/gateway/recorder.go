package gateway

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/textproto"
	"strings"
	"sync"

	"github.com/vtlkit/vtl/runtime"
)

// recorder is a connection that keeps a copy of what was read where a message begins, so that the spelling of
// header names can be looked up. net/http alone reads the connection and decides where messages begin and end: the
// copy is only searched for a head that canonicalises to exactly what net/http made of it.
type recorder struct {
	net.Conn
	mu sync.Mutex
	// head is set while the head of a message may come; otherwise only the last bytes are kept, because the next
	// head may begin in what the reader has already got.
	head bool
	data []byte
	// skip is how many bytes of the body of the last message are still to come: they are not kept.
	skip int64
	// tail tells whether bytes before a begin count: a client may send requests ahead, a backend does not answer
	// ahead.
	tail bool
}

// Bounds of a recorder: the buffer of net/http's reader, and what a head may have.
const (
	recorderTail = 4096 + 16
	recorderHead = maxURL + maxHeaders + 4*recorderTail
)

// newRecorder wraps a connection. tail is as in the type.
func newRecorder(c net.Conn, tail bool) *recorder { return &recorder{Conn: c, head: true, tail: tail} }

// Read reads, and keeps a copy.
func (r *recorder) Read(p []byte) (int, error) {
	n, err := r.Conn.Read(p)
	if n > 0 {
		r.record(p[:n])
	}
	return n, err
}

// record keeps a copy of what was read.
func (r *recorder) record(p []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	body := min(r.skip, int64(len(p)))
	r.skip -= body
	p = p[body:]
	limit := recorderHead
	if !r.head {
		if !r.tail {
			return
		}
		limit = recorderTail
		if len(p) > limit {
			p = p[len(p)-limit:]
		}
		if over := len(r.data) + len(p) - limit; over > 0 {
			r.data = append(r.data[:0], r.data[over:]...)
		}
	}
	r.data = append(r.data, p[:min(len(p), limit-len(r.data))]...)
}

// begin says that the head of another message comes next.
func (r *recorder) begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.head = true
	if !r.tail {
		r.data, r.skip = r.data[:0], 0
	}
}

// find searches for a head whose first line begins with start and whose header is h, forgets everything up to the end
// of its body, and returns the headers in their order and spelling. length is the length of the body, -1 unknown; host
// is the value of Host, which is not in h. ok is false when there is none.
//
// In a body of unknown length, a client can hide a head of the very request it sends next. All it gains is that its
// names are spelled as there.
func (r *recorder) find(start string, length int64, h http.Header, host string) (p runtime.Pairs, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.head = false
	for from := 0; ; {
		i := bytes.Index(r.data[from:], []byte(start))
		if i < 0 {
			return nil, false
		}
		from += i + len(start)
		end := headEnd(r.data[from:])
		if end == 0 {
			return nil, false
		}
		p, ok := spell(string(r.data[from:from+end]), h, host)
		if !ok {
			continue
		}
		from += end
		body := min(max(length, 0), int64(len(r.data)-from))
		r.skip = max(length, 0) - body
		r.data = append(r.data[:0], r.data[from+int(body):]...)
		return p, true
	}
}

// headEnd returns the length up to the end of the empty line that ends a head, 0 when there is none. The rest of the
// first line comes first.
func headEnd(data []byte) int {
	for pos := 0; ; {
		i := bytes.IndexByte(data[pos:], '\n')
		if i < 0 {
			return 0
		}
		pos += i + 1
		switch rest := data[pos:]; {
		case bytes.HasPrefix(rest, []byte("\r\n")):
			return pos + 2
		case bytes.HasPrefix(rest, []byte("\n")):
			return pos + 1
		}
	}
}

// takenFromHeader are the headers that net/http takes out of, or changes in, the header it returns.
var takenFromHeader = nameSet("Host", "Transfer-Encoding", "Trailer", "Content-Length", "Connection")

// spell gives the values of h the names that stand in a head, which begins with the rest of its first line. ok is
// false when the names are not those of h, each as often.
func spell(head string, h http.Header, host string) (p runtime.Pairs, ok bool) {
	p = make(runtime.Pairs, 0, len(h)+1)
	canonical := make([]string, 0, len(h)+1)
	placed := 0
	_, head, _ = strings.Cut(head, "\n")
	for head != "" {
		var line string
		line, head, _ = strings.Cut(head, "\n")
		name, _, found := strings.Cut(line, ":")
		if line == "" || line == "\r" || line[0] == ' ' || line[0] == '\t' {
			continue // the end, or more of the value before
		}
		if !found {
			return nil, false
		}
		key := textproto.CanonicalMIMEHeaderKey(name)
		values, nth, taken := h[key], count(canonical, key), takenFromHeader.has(key)
		switch {
		case key == "Host" && host != "":
			values, nth = []string{host}, 0
		case nth >= len(values) && taken:
			continue
		case nth >= len(values):
			return nil, false
		}
		p = append(p, runtime.Pair{Name: name, Value: values[nth]})
		canonical = append(canonical, key)
		if !taken {
			placed++
		}
	}
	return p, placed == untaken(h, canonical)
}

// count returns how often a key stands in a list.
func count(list []string, key string) int {
	n := 0
	for _, k := range list {
		if k == key {
			n++
		}
	}
	return n
}

// untaken returns how many values of h a head must have named. net/http adds Cache-Control where only Pragma: no-cache
// was sent.
func untaken(h http.Header, named []string) int {
	n := 0
	for key, values := range h {
		if !takenFromHeader.has(key) && (key != "Cache-Control" || count(named, key) > 0) {
			n += len(values)
		}
	}
	return n
}

// header returns the headers of a request as they were spelled, in their order. The values are those net/http read.
// ok is false when the head was not recorded.
func (r *recorder) header(req *http.Request) (runtime.Pairs, bool) {
	return r.find(req.Method+" "+req.RequestURI+" "+req.Proto, req.ContentLength, req.Header, req.Host)
}

// responseHeader returns the headers of a response as the backend spelled them, or canonical ones, sorted, where
// they were not recorded.
func (r *recorder) responseHeader(res *http.Response) runtime.Pairs {
	p, ok := r.find(res.Proto+" "+itoa(res.StatusCode), 0, res.Header, "")
	if !ok {
		return runtime.PairsOf(res.Header)
	}
	return p
}

// recorderKey is the key of a connection's recorder in the context of its requests.
type recorderKey struct{}

// recorderOf returns the recorder of the connection a request came by; nil when there is none.
func recorderOf(ctx context.Context) *recorder {
	r, _ := ctx.Value(recorderKey{}).(*recorder)
	return r
}

// recordingListener makes recorders of the connections it accepts.
type recordingListener struct{ net.Listener }

// Accept accepts a connection.
func (l recordingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return newRecorder(c, true), nil
}

// noteState follows what net/http does with a connection: when a request is done, another one's head comes.
func noteState(c net.Conn, s http.ConnState) {
	if r, ok := c.(*recorder); ok && s == http.StateIdle {
		r.begin()
	}
}

// withRecorder puts the recorder of a connection into the context of its requests.
func withRecorder(ctx context.Context, c net.Conn) context.Context {
	if r, ok := c.(*recorder); ok {
		return context.WithValue(ctx, recorderKey{}, r)
	}
	return ctx
}
