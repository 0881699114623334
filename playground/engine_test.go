package playground

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// TestEngineFiles: the built-in engine is served beside the page, for ever but for its manifest; without it there is none.
func TestEngineFiles(t *testing.T) {
	t.Parallel()
	s, err := New(Options{Engine: fstest.MapFS{
		"manifest.json":               {Data: []byte(`{"exec":"wasm_exec-0.js"}`)},
		"engine-0123456789ab.wasm.gz": {Data: []byte("\x1f\x8b\x08 module")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	get := func(s *Server, path string) *http.Response {
		w := httptest.NewRecorder()
		s.echo.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		return w.Result()
	}
	for path, cache := range map[string]string{"/engine/manifest.json": "no-cache", "/engine/engine-0123456789ab.wasm.gz": "immutable"} {
		r := get(s, path)
		if r.StatusCode != http.StatusOK || !strings.Contains(r.Header.Get("Cache-Control"), cache) || r.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: %d %v", path, r.StatusCode, r.Header)
		}
	}
	none, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r := get(none, "/engine/manifest.json"); r.StatusCode != http.StatusNotFound {
		t.Errorf("without an engine: %d", r.StatusCode)
	}
}
