package chain

import (
	"testing"

	"github.com/vtlkit/vtl/playground/api"
)

// BenchmarkChain runs a chain with both templates, events listed, as the page asks for it.
func BenchmarkChain(b *testing.B) {
	e := newTestEngine(Options{})
	c := httpChain(&api.Response{Status: 404, Body: `{"m":"no"}`}, api.ChainResponse{Pattern: `4\d{2}`, Status: 404, Templates: jsonOf(`{"e":$input.json('$.m')}`)}, api.ChainResponse{Status: 200})
	c.Integration.Templates = jsonOf(`#foreach($i in $input.path('$.a'))$i#if($foreach.hasNext),#end#end $context.requestId`)
	q := &api.ChainQuery{Request: api.Request{Method: "POST", Body: `{"a":[1,2,3]}`}, Chain: c, Events: true}
	for b.Loop() {
		ask(b, e, q)
	}
}
