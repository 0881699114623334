package gateway

import (
	"encoding/base64"
	"unicode/utf8"

	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/vtl/java"
)

// convertRequest brings the body of a request into the form that the integration request has it in. binary tells
// whether it is bytes rather than text then. Source: section 12.
func convertRequest(body []byte, isBinary bool, handling apispec.ContentHandling) (out []byte, binary bool, err error) {
	switch {
	case isBinary && handling == apispec.ConvertToText:
		return encodeBase64(body), false, nil
	case isBinary:
		return body, true, nil
	case handling == apispec.ConvertToBinary:
		out, err = decodeBase64(body)
		return out, true, err
	}
	return validText(body), false, nil
}

// convertReply brings the body of a backend into the form of the method response. fromBinary is about its
// Content-Type and toBinary about the client's Accept. Source: section 12.
func convertReply(body []byte, fromBinary, toBinary bool, handling apispec.ContentHandling) (out []byte, binary bool, err error) {
	switch {
	case fromBinary && handling == apispec.ConvertToBinary, fromBinary && toBinary && handling == "":
		return body, true, nil
	case fromBinary:
		return encodeBase64(body), false, nil
	case handling == apispec.ConvertToBinary, toBinary && handling == "":
		out, err = decodeBase64(body)
		return out, true, err
	}
	return validText(body), false, nil
}

// encodeBase64 returns a body in base64.
func encodeBase64(body []byte) []byte {
	out := make([]byte, base64.StdEncoding.EncodedLen(len(body)))
	base64.StdEncoding.Encode(out, body)
	return out
}

// decodeBase64 returns what a body in base64 stands for.
func decodeBase64(body []byte) ([]byte, error) {
	out := make([]byte, base64.StdEncoding.DecodedLen(len(body)))
	n, err := base64.StdEncoding.Decode(out, body)
	return out[:n], err
}

// validText returns a body as UTF-8: faults become U+FFFD, as Java's decoder replaces them.
func validText(body []byte) []byte {
	if utf8.Valid(body) {
		return body
	}
	return []byte(java.CleanText(string(body), false))
}
