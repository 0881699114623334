package gateway

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// proxyResult is what a function behind AWS_PROXY returned.
type proxyResult struct {
	status int
	header runtime.Pairs
	body   string
	base64 bool // isBase64Encoded
}

// parseProxyResult reads the result of a function behind AWS_PROXY. Every key may be left out or be null; an unknown
// one makes the result malformed, as does a value that is not of its kind. Scalars are taken for texts. Source:
// section 14, cases lambda-proxy-response-*.
func parseProxyResult(payload []byte) (*proxyResult, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(payload, &object); err != nil {
		return nil, err
	}
	if object == nil {
		return nil, errors.New("the result is null")
	}
	r := &proxyResult{status: 200}
	var single, multi []resultHeader
	for key, raw := range object {
		var err error
		switch key {
		case "statusCode":
			r.status, err = parseStatusCode(raw)
		case "headers":
			single, err = parseResultHeaders(raw, parseHeaderValue)
		case "multiValueHeaders":
			multi, err = parseResultHeaders(raw, parseHeaderValues)
		case "body":
			r.body, _, err = scalarText(raw)
		case "isBase64Encoded":
			r.base64, err = parseFlag(raw)
		default:
			err = errors.New("unknown key")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	r.header = mergeResultHeaders(multi, single)
	return r, nil
}

// errKind says that a value of a result is not of the kind it must be.
var errKind = errors.New("value of the wrong type")

// scalarText returns a JSON string, number or boolean as text; ok is false for null.
func scalarText(raw json.RawMessage) (text string, ok bool, err error) {
	switch raw[0] {
	case '"':
		err = json.Unmarshal(raw, &text)
		return text, true, err
	case 'n':
		return "", false, nil
	case '{', '[':
		return "", false, errKind
	}
	return string(raw), true, nil
}

// parseStatusCode reads a status code: a number without fraction, or its text. null is 200.
func parseStatusCode(raw json.RawMessage) (int, error) {
	text, ok, err := scalarText(raw)
	if err != nil || !ok {
		return 200, err
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		f, floatErr := strconv.ParseFloat(text, 64)
		if floatErr != nil || f != math.Trunc(f) || math.Abs(f) > 1e6 || raw[0] == '"' {
			return 0, err
		}
		n = int(f)
	}
	if n < 200 || n > 599 {
		return 0, fmt.Errorf("%d is no status of an answer", n)
	}
	return n, nil
}

// parseFlag reads a boolean, or its text. null is false.
func parseFlag(raw json.RawMessage) (bool, error) {
	text, ok, err := scalarText(raw)
	if err != nil || !ok {
		return false, err
	}
	switch text {
	case "true":
		return true, nil
	case "false", "":
		return false, nil
	}
	return false, errKind
}

// resultHeader is a header of a result with its values.
type resultHeader struct {
	name   string
	values []string
}

// parseResultHeaders reads a map of headers in its order; values reads what stands under a name. null is no header.
func parseResultHeaders(raw json.RawMessage, values func(json.RawMessage) ([]string, error)) ([]resultHeader, error) {
	if raw[0] == 'n' {
		return nil, nil
	}
	if raw[0] != '{' {
		return nil, errKind
	}
	var list []resultHeader
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		h := resultHeader{name: fmt.Sprint(key)}
		if h.values, err = values(value); err != nil {
			return nil, fmt.Errorf("%q: %w", h.name, err)
		}
		if err := h.check(); err != nil {
			return nil, err
		}
		list = append(list, h)
	}
	return list, nil
}

// check refuses a header that cannot be sent.
func (h *resultHeader) check() error {
	if len(h.values) == 0 {
		return nil
	}
	if !validHeaderName(h.name) || slices.ContainsFunc(h.values, func(v string) bool { return !validHeaderValue(v) }) {
		return fmt.Errorf("%q: not a header", h.name)
	}
	return nil
}

// parseHeaderValue reads a value of headers. null is none.
func parseHeaderValue(raw json.RawMessage) ([]string, error) {
	text, ok, err := scalarText(raw)
	if err != nil || !ok {
		return nil, err
	}
	return []string{text}, nil
}

// parseHeaderValues reads a value of multiValueHeaders: a list.
func parseHeaderValues(raw json.RawMessage) ([]string, error) {
	var list []json.RawMessage
	if raw[0] == 'n' {
		return nil, nil
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, errKind
	}
	var values []string
	for _, item := range list {
		v, err := parseHeaderValue(item)
		if err != nil {
			return nil, err
		}
		values = append(values, v...)
	}
	return values, nil
}

// mergeResultHeaders puts the two maps of headers together: for a name in both the many values come first, in their
// spelling, and then the single one unless it is among them.
func mergeResultHeaders(multi, single []resultHeader) runtime.Pairs {
	var out runtime.Pairs
	for _, h := range multi {
		for _, v := range h.values {
			out = append(out, runtime.Pair{Name: h.name, Value: v})
		}
	}
	many := len(out)
	for _, h := range single {
		for _, v := range h.values {
			name := h.name
			i := slices.IndexFunc(out[:many], func(p runtime.Pair) bool { return strings.EqualFold(p.Name, name) })
			if i >= 0 {
				name = out[i].Name
				if slices.Contains(out[:many], runtime.Pair{Name: name, Value: v}) {
					continue
				}
			}
			out = append(out, runtime.Pair{Name: name, Value: v})
		}
	}
	return out
}
