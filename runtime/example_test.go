package runtime_test

import (
	"context"
	"fmt"

	"github.com/vtlkit/vtl/runtime"
)

// Embedding takes two calls: Compile once, Transform for each request.
func Example() {
	tpl, err := runtime.Compile(`{"id": "$input.params('id')", "skus": [#foreach($l in $input.path('$.lines'))"$l.sku"#if($foreach.hasNext), #end#end]}`)
	if err != nil {
		panic(err)
	}
	res, err := tpl.Transform(context.Background(), &runtime.Request{
		ResourcePath: "/orders/{id}", PathParams: map[string]string{"id": "7"}, Body: []byte(`{"lines": [{"sku": "a"}, {"sku": "b"}]}`),
	})
	fmt.Println(string(res.Body), err)
	// Output: {"id": "7", "skus": ["a", "b"]} <nil>
}

// A response template sees the integration's answer, and can change the status the client gets.
func ExampleTemplate_Transform_response() {
	tpl, err := runtime.Compile(`#if($input.path('$.__type') != "")#set($context.responseOverride.status = 404)#end{"error": $input.json('$.message')}`)
	if err != nil {
		panic(err)
	}
	res, err := tpl.Transform(context.Background(), &runtime.Request{
		Response: &runtime.Response{Status: 200, Body: []byte(`{"__type": "NotFound", "message": "no such order"}`)},
	})
	fmt.Println(res.ResponseOverride.Status, string(res.Body), err)
	// Output: 404 {"error": "no such order"} <nil>
}

// What stays silent in the output is explained in the warnings.
func ExampleResult_warnings() {
	tpl, err := runtime.Compile(`{"name": "$input.path('$').naem"}`)
	if err != nil {
		panic(err)
	}
	res, err := tpl.Transform(context.Background(), &runtime.Request{Body: []byte(`{"id": 1, "name": "Ann"}`)})
	fmt.Println(string(res.Body), err)
	for _, w := range res.Warnings {
		fmt.Println(w.Code, w.Pos.Line, w.Pos.Column, w.Hint)
	}
	// Output:
	// {"name": ""} <nil>
	// VTL101 1 11 did you mean $input.path('$').name?
}

// Inputs tells what a template needs without running it.
func ExampleTemplate_Inputs() {
	tpl, err := runtime.Compile(`#set($o = $input.path('$.order'))$o.id $input.params('dry') $stageVariables.env`)
	if err != nil {
		panic(err)
	}
	in := tpl.Inputs()
	fmt.Println(in.Paths, in.Params, in.StageVariables)
	// Output: [$.order $.order.id] [{ dry}] [env]
}

// The line protocol in one call.
func ExampleAnswer() {
	fmt.Println(string(runtime.Answer([]byte(`{"id": 1, "template": "$input.json('$.a')", "apigw": {"body": "{\"a\": [1, 2]}"}}`))))
	// Output: {"id":1,"output":"[1,2]"}
}
