package gateway

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
)

// TestRequestBodies checks sizes and codings of request bodies. Source: AWS-GATEWAY.md sections 20 and 21.
func TestRequestBodies(t *testing.T) {
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Write(body)
	}))
	defer echo.Close()
	g := newGateway(t, definitionOf(object{"/": object{"post": operation(httpOf("HTTP_PROXY", "POST"))}}), echo.URL)
	zip := func(n int) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write(bytes.Repeat([]byte("a"), n))
		w.Close()
		return b.String()
	}
	tests := []struct {
		name, body, coding string
		status, length     int
	}{
		{"at the limit", strings.Repeat("a", maxBody), "", 200, maxBody},
		{"over the limit", strings.Repeat("a", maxBody+1), "", 413, 0},
		{"gzip", zip(1000), "gzip", 200, 1000},
		{"bomb", zip(64 << 20), "gzip", 413, 0},
		{"not gzip", "abc", "gzip", 400, 0},
		{"cut gzip", zip(100_000)[:50], "gzip", 400, 0},
		{"unknown coding", "abc", "br", 415, 0},
		{"identity", "abc", "identity", 200, 3},
	}
	for _, tt := range tests {
		var headers []string
		if tt.coding != "" {
			headers = append(headers, "Content-Encoding: "+tt.coding)
		}
		w := ask(g, "POST", "/test/", tt.body, headers...)
		if w.Code != tt.status || tt.status == 200 && w.Body.Len() != tt.length {
			t.Errorf("%s: status %d, %d bytes, want %d, %d: %.700s", tt.name, w.Code, w.Body.Len(), tt.status, tt.length, w.Body)
		}
	}
}

// TestInflatingCosts checks that a compressed body of a client is not inflated beyond the limit: the memory taken for
// a bomb stays near the 10 MB that are allowed. Source: RELIABILITY.md section 5.
func TestInflatingCosts(t *testing.T) {
	bomb := []byte(gzipped(strings.Repeat("\x00", 16<<20)))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := inflate(bomb, "gzip")
	runtime.ReadMemStats(&after)
	var f *Failure
	if !errors.As(err, &f) || f.Type != RequestTooLarge {
		t.Errorf("got %v", err)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 80<<20 {
		t.Errorf("%d bytes were allocated for it", n)
	}
}

// reachableHeap returns the bytes of the heap that are reachable, after a collection.
func reachableHeap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
