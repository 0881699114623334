package gateway

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"strings"

	"compress/flate"
)

// errTooLarge says that a body is larger than the limit.
var errTooLarge = errors.New("the body is larger than 10 MB")

// decodeBody reads the body of the client and undoes its Content-Encoding. Source: sections 20 and 21.
func decodeBody(_ context.Context, x *Exchange) error {
	if x.body == nil || x.bodyLength == 0 {
		return nil
	}
	if x.bodyLength > maxBody {
		return tooLarge()
	}
	body, err := readBody(x.body, x.bodyLength)
	if err != nil {
		return bodyFailure(err)
	}
	coding, _ := x.Received.Header.GetFold("Content-Encoding")
	if x.Body, err = inflate(body, coding); err == nil && coding != "" {
		x.Received.SentBody = body
	}
	return err
}

// tooLarge is the failure of a body over the limit. The connection is closed, since the rest of it was not read.
func tooLarge() *Failure {
	return &Failure{Type: RequestTooLarge, Header: [][2]string{{"Connection", "close"}}}
}

// bodyFailure returns the failure of a body that could not be read.
func bodyFailure(err error) *Failure {
	if errors.Is(err, errTooLarge) {
		return tooLarge()
	}
	return &Failure{Type: BadRequestBody, Message: "Bad Request", Header: [][2]string{{"Connection", "close"}}, Err: err}
}

// readBody reads a body of at most maxBody bytes; length is its declared length, -1 unknown. Memory grows with what
// comes, not with what is declared.
func readBody(r io.Reader, length int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(length, 0), 64<<10)) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, maxBody+1))
	switch {
	case n > maxBody:
		return nil, errTooLarge
	case err == nil && n < length:
		err = io.ErrUnexpectedEOF
	}
	return b.Bytes(), err
}

// inflate undoes the content codings gzip and deflate; an empty body stays empty. Any other coding is a 415.
func inflate(body []byte, coding string) ([]byte, error) {
	coding = strings.ToLower(strings.TrimSpace(coding))
	if len(body) == 0 || coding == "" || coding == "identity" {
		return body, nil
	}
	var r io.ReadCloser
	var err error
	switch coding {
	case "gzip", "x-gzip":
		r, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		r, err = newInflater(body)
	default:
		return nil, &Failure{Type: UnsupportedMediaType, Log: "Unsupported Content-Encoding: " + coding}
	}
	if err != nil {
		return nil, bodyFailure(err)
	}
	defer func() { _ = r.Close() }() // readBody reports what is wrong with the content
	out, err := readBody(r, -1)
	if err != nil {
		return nil, bodyFailure(err)
	}
	return out, nil
}

// newInflater reads the coding deflate: zlib's format, or bare deflate as some clients send it.
func newInflater(body []byte) (io.ReadCloser, error) {
	if r, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
		return r, nil
	}
	return flate.NewReader(bytes.NewReader(body)), nil
}
