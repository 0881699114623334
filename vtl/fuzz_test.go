package vtl_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"github.com/vtlkit/vtl/vtl"
)

// FuzzRender renders any template under small limits: it must end in time without an internal error, and with a
// Sink, with a second run of the same template, and with warnings it must print the same.
func FuzzRender(f *testing.F) {
	for _, c := range engineCases(f) {
		f.Add(c.template, c.dialect.NullIsEmpty)
	}
	limits := limited(func(l *vtl.Limits) { l.Steps, l.Bytes, l.Output = 100_000, 4<<20, 1<<20 })
	f.Fuzz(func(t *testing.T, text string, empty bool) {
		d := vtl.Velocity17
		d.NullIsEmpty = empty
		tpl, err := vtl.Parse(text, vtl.InDialect(d), vtl.WithLimits(limits))
		if err != nil {
			checkKind(t, err)
			return
		}
		out, err := tpl.Append(context.Background(), nil, vtl.Run{Vars: engineContext()})
		checkKind(t, err)
		var rec recorder
		var warnings []vtl.Diagnostic
		again, err := tpl.Append(context.Background(), nil, vtl.Run{Vars: engineContext(), Sink: &rec, Warnings: &warnings})
		checkKind(t, err)
		if !bytes.Equal(out, again) {
			t.Errorf("got %q, then with a sink %q", out, again)
		}
		if bad := checkCover(rec.events, again); bad != nil {
			t.Error(bad)
		}
	})
}

// checkKind fails for an error that is no *Error, or an internal one.
func checkKind(t *testing.T, err error) {
	t.Helper()
	var e *vtl.Error
	if err != nil && (!errors.As(err, &e) || e.Kind == vtl.KindInternal) {
		t.Errorf("%#v", err)
	}
}
