package playground

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
)

// nonceMark stands in index.html where the nonce of an answer goes.
const nonceMark = "__CSP_NONCE__"

// page holds the files of the page.
type page struct {
	index string
	files map[string]*file // by path without a leading slash
}

// file is a file of the page, ready to be sent.
type file struct {
	data      []byte
	mediaType string
	tag       string // entity tag
	immutable bool   // its name has its hash
	gzip      func() []byte
}

// newPage reads the page's files, and those of its built-in engine unless that is nil. It fails without an index.html.
func newPage(dist, engine fs.FS) (*page, error) {
	p := &page{files: map[string]*file{}}
	if err := p.add("", dist); err != nil {
		return nil, fmt.Errorf("the page: %w", err)
	}
	if engine != nil {
		if err := p.add("engine/", engine); err != nil {
			return nil, fmt.Errorf("the page's engine: %w", err)
		}
	}
	index := p.files["index.html"]
	if index == nil {
		return nil, fmt.Errorf("the page: %w: index.html", fs.ErrNotExist)
	}
	p.index = string(index.data)
	delete(p.files, "index.html")
	return p, nil
}

// add adds the files of a folder, with a prefix before their names.
func (p *page) add(prefix string, folder fs.FS) error {
	return fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		p.files[prefix+name] = newFile(prefix+name, data)
		return nil
	})
}

// newFile returns a file ready to be sent. It is compressed when first asked for so.
func newFile(name string, data []byte) *file {
	sum := sha256.Sum256(data)
	return &file{
		data: data, mediaType: mediaType(name), tag: base64.RawURLEncoding.EncodeToString(sum[:12]),
		// The builds put files with a hash in their name below assets, and beside the engine's manifest.
		immutable: strings.HasPrefix(name, "assets/") || strings.HasPrefix(name, "engine/") && path.Ext(name) != ".json",
		gzip:      sync.OnceValue(func() []byte { return compress(data) }),
	}
}

// mediaTypes are those of the page's files; the system's table is not the same everywhere.
var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon",
	".js": "text/javascript; charset=utf-8", ".json": jsonType, ".map": jsonType, ".png": "image/png",
	".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm",
	".webmanifest": "application/manifest+json", ".woff2": "font/woff2",
}

// mediaType returns the content type of a file.
func mediaType(name string) string {
	if t := mediaTypes[path.Ext(name)]; t != "" {
		return t
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// compress returns data as gzip, nil where that saves nothing.
func compress(data []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil
	}
	_, _ = w.Write(data) // a buffer takes everything
	if w.Close() != nil || b.Len() >= len(data) {
		return nil
	}
	return b.Bytes()
}

// serveIndex answers with the page. Its nonce is new every time, so it is not kept.
func (p *page) serveIndex(c echo.Context) error {
	nonce := newNonce()
	c.Response().Header().Set("Content-Security-Policy", policyOf(nonce))
	return c.HTML(http.StatusOK, strings.ReplaceAll(p.index, nonceMark, nonce))
}

// serveFile answers with a file of the page.
func (p *page) serveFile(c echo.Context) error {
	name := strings.TrimPrefix(c.Request().URL.Path, "/")
	if name == "index.html" {
		return c.Redirect(http.StatusMovedPermanently, "./")
	}
	f := p.files[name]
	if f == nil {
		return statusRefusal(http.StatusNotFound).write(c)
	}
	h, r := c.Response().Header(), c.Request()
	// A worker's script brings a policy of its own.
	h.Set("Content-Security-Policy", policyOf(""))
	h.Set("Cache-Control", "no-cache")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Add("Vary", "Accept-Encoding")
	data, tag := f.data, f.tag
	if takesGzip(r) {
		if packed := f.gzip(); packed != nil {
			data, tag = packed, tag+"-gzip"
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("Etag", `"`+tag+`"`)
	if matchesTag(r.Header.Get("If-None-Match"), tag) {
		h.Del("Content-Encoding")
		return c.NoContent(http.StatusNotModified)
	}
	h.Set("Content-Length", strconv.Itoa(len(data)))
	return c.Blob(http.StatusOK, f.mediaType, data)
}

// matchesTag tells whether an If-None-Match header names tag.
func matchesTag(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if part = strings.TrimSpace(part); strings.TrimPrefix(part, "W/") == `"`+tag+`"` || part == "*" {
			return true
		}
	}
	return false
}

// takesGzip tells whether a client takes gzip.
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			q, err := strconv.ParseFloat(strings.TrimPrefix(strings.ReplaceAll(weight, " ", ""), "q="), 64)
			return err != nil || q > 0
		}
	}
	return false
}
