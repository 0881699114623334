package runtime_test

import (
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime"
)

func TestSentPath(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		q    runtime.Request
		want string
	}{
		{runtime.Request{}, "/"},
		{runtime.Request{Path: "/a%20b", ResourcePath: "/{x}"}, "/a%20b"},
		{runtime.Request{ResourcePath: "/a/{x}/{rest+}", PathParams: map[string]string{"x": "1", "rest": "b/c"}}, "/a/1/b/c"},
		{runtime.Request{ResourcePath: "/{x}/{y}", PathParams: map[string]string{"y": "{x}"}}, "/{x}/{x}"},
		{runtime.Request{ResourcePath: "/{x}/{x}", PathParams: map[string]string{"x": "1"}}, "/1/{x}"},
		{runtime.Request{ResourcePath: "/{x", PathParams: map[string]string{"x": "1"}}, "/{x"},
	} {
		if got := test.q.SentPath(); got != test.want {
			t.Errorf("%+v: %s, want %s", test.q, got, test.want)
		}
	}
	// A parameter is put in once, so that no path grows out of proportion.
	bomb := runtime.Request{ResourcePath: strings.Repeat("/{x}", 10_000), PathParams: map[string]string{"x": strings.Repeat("{x}", 10_000)}}
	if n := len(bomb.SentPath()); n > 100_000 {
		t.Errorf("a path of %d bytes", n)
	}
}
