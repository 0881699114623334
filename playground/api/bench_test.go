package api

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/vtlkit/vtl/conformance/conftest"
)

// ordinaryRun is a template of 2 kB with a body of 20 kB.
func ordinaryRun() *Run {
	var body, template strings.Builder
	body.WriteString(`{"order": {"id": 7, "customer": {"name": "Ann", "tags": ["a", "b"]}}, "items": [`)
	for i := range 30 {
		fmt.Fprintf(&body, `{"sku": "sku-%d", "quantity": %d, "price": 12.50, "note": "%s"},`, i, i, strings.Repeat("text ", 110))
	}
	body.WriteString(`{"sku": "last"}]}`)
	template.WriteString("#set($r = $input.path('$'))\n{\"id\": \"$r.order.id\", \"lines\": [\n")
	template.WriteString("#foreach($i in $r.items){\"sku\": \"$util.escapeJavaScript($i.sku)\", \"q\": \"$i.quantity\"#if($i.price > 10), \"big\": true#end}#if($foreach.hasNext),#end\n#end],\n")
	for i := template.Len(); i < 2000; i = template.Len() {
		fmt.Fprintf(&template, "\"f%d\": \"$r.order.customer.name\", #if($r.order.id == %d)\"x\": 1,#else\"y\": \"$r.order.nope\",#end\n", i, i)
	}
	template.WriteString("\"end\": \"$context.requestId\"}")
	return &Run{Template: template.String(), Request: Request{Body: body.String()}, Events: true}
}

// BenchmarkExplain explains an ordinary run, the answer's JSON included.
func BenchmarkExplain(b *testing.B) {
	s, run := New(Options{}), ordinaryRun()
	for b.Loop() {
		e, _ := s.Explain(context.Background(), run)
		if _, err := encode(e); err != nil || !e.OK {
			b.Fatal(err, e.Problems)
		}
	}
}

// TestExplainIsQuick checks that an ordinary explanation takes no more than 10 ms. The best of up to a hundred counts,
// since other programs run at the same time.
func TestExplainIsQuick(t *testing.T) {
	s, run := New(Options{}), ordinaryRun()
	const most = 10 * time.Millisecond
	best := time.Hour
	for i := 0; i < 10 || i < 100 && best > most; i++ {
		start := time.Now()
		e, _ := s.Explain(context.Background(), run)
		if _, err := encode(e); err != nil || !e.OK || !e.Check.Valid {
			t.Fatalf("%v, %+v, %+v", err, e.Problems, e.Check)
		}
		best = min(best, time.Since(start))
	}
	if best > most && !conftest.Race {
		t.Errorf("the explanation of %d + %d bytes takes %v", len(run.Template), len(run.Request.Body), best)
	}
	e, _ := s.Explain(context.Background(), run)
	answer, _ := encode(e)
	t.Logf("template %d bytes, body %d bytes, %d events, answer %d bytes: %v", len(run.Template), len(run.Request.Body), len(e.Events), len(answer), best)
}
