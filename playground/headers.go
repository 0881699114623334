package playground

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"strings"
)

// policyOf returns the content security policy of a document: it loads nothing but its own files. nonce, unless it is
// empty, is for the style elements that the editor makes.
func policyOf(nonce string) string {
	style := "style-src 'self'"
	if nonce != "" {
		style += " 'nonce-" + nonce + "'"
	}
	return strings.Join([]string{
		"default-src 'none'",
		// WebAssembly is code that the page compiles itself.
		"script-src 'self' 'wasm-unsafe-eval'",
		style,
		// The editor underlines problems with pictures in data: addresses.
		"img-src 'self' data:",
		"font-src 'self'",
		"connect-src 'self'",
		"worker-src 'self'",
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; ")
}

// bareHeaders are those of every answer. The policy is that of answers that load nothing; pages have their own.
var bareHeaders = map[string]string{
	"Content-Security-Policy":      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Embedder-Policy": "require-corp",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
	// What no handler says otherwise about is not kept.
	"Cache-Control": "no-store",
}

// setBareHeaders sets the headers that every answer has.
func setBareHeaders(h http.Header) {
	for name, value := range bareHeaders {
		h.Set(name, value)
	}
}

// newNonce returns 16 random bytes as base64.
func newNonce() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.StdEncoding.EncodeToString(b[:])
}
