package bridge

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/playground/api"
)

// TestEscapeHalves: halves of surrogate pairs become escapes, everything else stays.
func TestEscapeHalves(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                  "",
		`"plain ü € \ud83d"`:                `"plain ü € \ud83d"`,
		`"퟿😀"`:                              `"퟿😀"`,
		"\"\xed\xa0\xbd\"":                  `"\ud83d"`,
		"\xed\xb8\x80 \xed\xbf\xbf\xed\xa0": "\\ude00 \\udfff\xed\xa0",
		"a\xed\xa0\x80b\xed\xaf\xbf":        `a\ud800b\udbff`,
		"\xed\x9f\xbf \xee\x80\x80":         "\xed\x9f\xbf \xee\x80\x80",
	} {
		if got := string(escapeHalves([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestPanic: a call that panics is answered with a failure.
func TestPanic(t *testing.T) {
	t.Parallel()
	status, text := answer(func(context.Context, string, []byte) (int, []byte) { panic("oh \"no\"") }, "explain", "{}")
	var f api.Failure
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		t.Fatal(err)
	}
	if status != 500 || f.Error.Kind != "internal" || !strings.Contains(f.Error.Message, `oh "no"`) || f.Error.Hint == "" {
		t.Errorf("%d %s", status, text)
	}
}

// TestAnswer: method and body arrive, status and answer come back.
func TestAnswer(t *testing.T) {
	t.Parallel()
	status, text := answer(func(_ context.Context, method string, body []byte) (int, []byte) {
		return 207, append([]byte(method+" "), body...)
	}, "copy", `{"a": "ü"}`)
	if status != 207 || text != `copy {"a": "ü"}` {
		t.Errorf("%d %s", status, text)
	}
}
