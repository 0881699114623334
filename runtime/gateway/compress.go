package gateway

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/vtlkit/vtl/runtime"
)

// compress compresses the answer where the API wants it and the client takes it. Source: section 20.
func (x *Exchange) compress() {
	limit := x.Stage.API.MinimumCompressionSize
	if limit < 0 || x.Answer.Stream != nil || len(x.Answer.Body) < max(limit, 1) || hasFold(x.Answer.Header, "Content-Encoding") {
		return
	}
	coding := bestCoding(x.Received.Header)
	if coding == "" {
		return
	}
	var b bytes.Buffer
	w, done := newCompressor(coding, &b)
	_, _ = w.Write(x.Answer.Body) // buffers take everything
	_ = w.Close()
	done()
	x.Answer.Body = b.Bytes()
	x.Answer.set("Content-Encoding", coding)
}

// gzipWriters keeps compressors, which are large.
var gzipWriters = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// newCompressor returns a writer for a coding and what to call when it is closed.
func newCompressor(coding string, w io.Writer) (io.WriteCloser, func()) {
	if coding == "deflate" {
		return zlib.NewWriter(w), func() {}
	}
	z := gzipWriters.Get().(*gzip.Writer)
	z.Reset(w)
	return z, func() { gzipWriters.Put(z) }
}

// bestCoding returns the coding that Accept-Encoding likes best when that is gzip or deflate, else "". Of equal ones
// the first counts, and * stands for gzip.
func bestCoding(h runtime.Pairs) string {
	best, quality := "", 0.0
	for _, value := range allFold(h, "Accept-Encoding") {
		for _, item := range strings.Split(value, ",") {
			coding, q := weighted(item)
			if q > quality {
				best, quality = coding, q
			}
		}
	}
	switch best {
	case "gzip", "x-gzip", "*":
		return "gzip"
	case "deflate":
		return "deflate"
	}
	return ""
}

// weighted reads "gzip;q=0.5".
func weighted(item string) (coding string, q float64) {
	coding, params, _ := strings.Cut(item, ";")
	q = 1
	if v, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q="); ok {
		f, err := strconv.ParseFloat(v, 64)
		if err == nil {
			q = f
		}
	}
	return strings.ToLower(strings.TrimSpace(coding)), q
}
