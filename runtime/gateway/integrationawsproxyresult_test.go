package gateway

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/runtime"
)

func TestParseProxyResult(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		payload string
		status  int
		header  runtime.Pairs
		body    string
		base64  bool
	}{
		{payload: `{}`, status: 200},
		{payload: ` {"statusCode":null,"headers":null,"multiValueHeaders":null,"body":null,"isBase64Encoded":null} `, status: 200},
		{payload: `{"statusCode":"201","body":"x"}`, status: 201, body: "x"},
		{payload: `{"statusCode":2.04e2}`, status: 204},
		{payload: `{"statusCode":404.0,"isBase64Encoded":true}`, status: 404, base64: true},
		{payload: `{"isBase64Encoded":"true"}`, status: 200, base64: true},
		{payload: `{"body":12.50}`, status: 200, body: "12.50"},
		{payload: `{"body":"ä\u0000\ud83d\ude00"}`, status: 200, body: "ä\x00😀"},
		{payload: `{"headers":{"b":"1","a":true,"c":3,"d":null,"e":false}}`, status: 200, header: pairs("b", "1", "a", "true", "c", "3", "e", "false")},
		{payload: `{"headers":{"X-a":"3"},"multiValueHeaders":{"x-A":["1",2],"b":[]}}`, status: 200, header: pairs("x-A", "1", "x-A", "2", "x-A", "3")},
		{payload: `{"headers":{"a":"1","b":"2"},"multiValueHeaders":{"a":["1"]}}`, status: 200, header: pairs("a", "1", "b", "2")},
		{payload: `{"multiValueHeaders":{"a":null,"b":[null,"1"]}}`, status: 200, header: pairs("b", "1")},
		{payload: `{"statusCode":500,"statusCode":203}`, status: 203},
	} {
		r, err := parseProxyResult([]byte(c.payload))
		if err != nil {
			t.Errorf("%s: %v", c.payload, err)
			continue
		}
		if r.status != c.status || r.body != c.body || r.base64 != c.base64 || !cmp.Equal(r.header, c.header) {
			t.Errorf("%s: got %+v", c.payload, r)
		}
	}
}

func TestParseProxyResultMalformed(t *testing.T) {
	t.Parallel()
	for _, payload := range []string{
		``, `null`, `"text"`, `[1,2]`, `1`, `{`, `{}x`, `{"statusCode":200,"extra":1}`, `{"StatusCode":200}`,
		`{"statusCode":"test"}`, `{"statusCode":true}`, `{"statusCode":200.5}`, `{"statusCode":{}}`, `{"statusCode":99}`, `{"statusCode":100}`,
		`{"statusCode":600}`, `{"statusCode":-1}`, `{"statusCode":1e400}`, `{"statusCode":"2e2"}`,
		`{"headers":[]}`, `{"headers":"a"}`, `{"headers":{"a":["1"]}}`, `{"headers":{"a":{}}}`, `{"headers":{"a b":"1"}}`, `{"headers":{"":"1"}}`,
		`{"headers":{"a":"1\r\nb: 2"}}`, `{"headers":{"a":"\u0000"}}`, `{"multiValueHeaders":{"a":"1"}}`, `{"multiValueHeaders":{"a":[[]]}}`,
		`{"multiValueHeaders":{"a":["x\ny"]}}`, `{"multiValueHeaders":[]}`, `{"body":{}}`, `{"body":[]}`, `{"isBase64Encoded":"yes"}`, `{"isBase64Encoded":1}`,
		strings.Repeat(`[`, 200_000), `{"body":` + strings.Repeat(`[`, 200_000),
	} {
		if r, err := parseProxyResult([]byte(payload)); err == nil {
			t.Errorf("%.60s: got %+v", payload, r)
		}
	}
}

func FuzzParseProxyResult(f *testing.F) {
	f.Add([]byte(`{"statusCode":200,"headers":{"a":"b"},"multiValueHeaders":{"c":["d"]},"body":"x","isBase64Encoded":true}`))
	f.Fuzz(func(t *testing.T, payload []byte) {
		r, err := parseProxyResult(payload)
		if err != nil {
			return
		}
		if r.status < 200 || r.status > 599 {
			t.Errorf("status %d", r.status)
		}
		if err := checkHeaders(r.header); err != nil {
			t.Error(err)
		}
	})
}
