package gateway

import (
	"errors"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// What may be left behind after load. Source: RELIABILITY.md section 1, P9.
const (
	leftBehind     = 20
	leftBehindTime = 5 * time.Second
)

// Bounds of the load that TestSoak makes.
const (
	soakClients = 64
	soakTime    = 10 * time.Second // without VTL_SOAK
	soakShort   = 2 * time.Second  // with -short
	// soakGrowth is how much more memory than after the first quarter may be in use at the end.
	soakGrowth = 8 << 20
)

// soakKind is a kind of request of the load: what is sent, and the status that is due.
type soakKind struct {
	request string
	status  int
}

// soakKinds is the load; one in twenty is a client that goes away in the middle, which TestSoak adds.
var soakKinds = []soakKind{
	{mockRequest, 200},
	{soapRequest, 200},
	{"GET /test/nowhere HTTP/1.1\r\nHost: a\r\n\r\n", 403},
	{"GET /test/down HTTP/1.1\r\nHost: a\r\n\r\n", 504},
	{"POST /test/orders HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 2\r\n\r\n{}", 415},
}

// TestSoak keeps the gateway under mixed load and checks that memory stays flat, and that afterwards neither
// goroutines nor file descriptors are left behind. VTL_SOAK=5m makes it last longer.
func TestSoak(t *testing.T) {
	duration := soakDuration(t)
	soap := startSOAP(t)
	addr := startGateway(t, soakDefinition(t), soap)
	c, err := dialLoad(addr)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range soakKinds { // what is made once is no growth
		if status, body, err := c.ask(k.request); err != nil || status != k.status {
			t.Fatalf("%q: %d %s, %v, want %d", k.request, status, body, err, k.status)
		}
	}
	c.Close()
	goroutines, files := runtime.NumGoroutine(), openFiles(t)
	load := startLoad(t, addr)
	time.Sleep(duration / 4)
	early := soakHeap()
	time.Sleep(duration * 3 / 4)
	late := soakHeap()
	load.stop()
	t.Logf("%d requests in %v, %d clients went away; %d kB in use after a quarter, %d kB at the end", load.asked.Load(), duration, load.gone.Load(), early>>10, late>>10)
	if late > early+soakGrowth {
		t.Errorf("memory grew from %d kB to %d kB", early>>10, late>>10)
	}
	if load.asked.Load() < 100 {
		t.Errorf("only %d requests were answered", load.asked.Load())
	}
	checkLeftBehind(t, goroutines, files)
}

// soakDefinition adds to the definition of the benchmarks a method whose backend is down.
func soakDefinition(t *testing.T) []byte {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	down := l.Addr().String()
	l.Close()
	soap := httpOf("HTTP", "POST")
	soap["requestTemplates"] = object{"application/json": soapRequestTemplate}
	soap["passthroughBehavior"] = "never"
	soap["responses"] = object{"200": object{"statusCode": "200", "responseTemplates": object{"application/json": soapReplyTemplate}}}
	broken := httpOf("HTTP", "GET")
	broken["uri"] = "http://" + down + "/"
	return definitionOf(object{
		"/pets/{id}": object{"get": operation(mockOf(mockTemplate))},
		"/orders":    object{"post": operation(soap)},
		"/down":      object{"get": operation(broken)},
	})
}

// soakDuration returns how long the load lasts.
func soakDuration(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("VTL_SOAK")
	switch {
	case text != "":
		d, err := time.ParseDuration(text)
		if err != nil {
			t.Fatalf("VTL_SOAK: %v", err)
		}
		return d
	case testing.Short():
		return soakShort
	}
	return soakTime
}

// soakLoad is a load of several clients until stop is called.
type soakLoad struct {
	asked, gone atomic.Int64
	end         chan struct{}
	clients     sync.WaitGroup
}

// startLoad starts the clients. A wrong answer fails the test.
func startLoad(t *testing.T, addr string) *soakLoad {
	t.Helper()
	l := &soakLoad{end: make(chan struct{})}
	for i := range soakClients {
		l.clients.Go(func() {
			if err := l.client(addr, i); err != nil {
				t.Error(err)
			}
		})
	}
	return l
}

// stop ends the load and waits for the clients.
func (l *soakLoad) stop() {
	close(l.end)
	l.clients.Wait()
}

// client asks one request after the other, goes away in the middle of every twentieth, and begins at seed.
func (l *soakLoad) client(addr string, seed int) error {
	c, err := dialLoad(addr)
	if err != nil {
		return err
	}
	defer func() { c.Close() }()
	for n := seed; ; n++ {
		select {
		case <-l.end:
			return nil
		default:
		}
		if n%20 == 19 {
			_, _ = c.Write([]byte(soapRequest[:len(soapRequest)-n%len(soapOrder)]))
			c.Close()
			l.gone.Add(1)
			if c, err = dialLoad(addr); err != nil {
				return err
			}
			continue
		}
		k := soakKinds[n%len(soakKinds)]
		status, body, err := c.ask(k.request)
		if err != nil {
			return err
		}
		if status != k.status {
			return errors.New(strings.TrimSpace(k.request[:20]) + ": " + http.StatusText(status) + " " + string(body))
		}
		l.asked.Add(1)
	}
}

// soakHeap returns the bytes in use after a collection.
func soakHeap() uint64 {
	runtime.GC()
	runtime.GC() // the second one empties what pools kept over the first
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// openFiles returns how many file descriptors the process has, 0 where that cannot be seen.
func openFiles(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Logf("file descriptors are not counted: %v", err)
	}
	return len(entries)
}

// checkLeftBehind waits until goroutines and file descriptors are about as many as before.
func checkLeftBehind(t *testing.T, goroutines, files int) {
	t.Helper()
	var g, f int
	for end := time.Now().Add(leftBehindTime); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if g, f = runtime.NumGoroutine(), openFiles(t); g <= goroutines+leftBehind && f <= files+leftBehind {
			return
		}
	}
	t.Errorf("after %v there are %d goroutines (%d before) and %d file descriptors (%d before)", leftBehindTime, g, goroutines, f, files)
}
