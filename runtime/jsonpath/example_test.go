package jsonpath_test

import (
	"fmt"

	"github.com/vtlkit/vtl/runtime/jsonpath"
	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// pets is a document.
const pets = `{"pets":[{"type":"dog","price":249.99},{"type":"cat","price":124.99},{"type":"fish","price":0.99}]}`

func ExampleRead() {
	doc, _ := jsonsmart.Parse(nil, pets)
	for _, path := range []string{"$.pets[0].type", "$.pets[?(@.price > 100)].type", "$..price.sum()", "$.zoo", "$.pets[?]"} {
		v, err := jsonpath.Read(nil, doc, path)
		fmt.Println(path, java.ToString(nil, v), err)
	}
	// Output:
	// $.pets[0].type dog <nil>
	// $.pets[?(@.price > 100)].type ["dog","cat"] <nil>
	// $..price.sum() 375.97 <nil>
	// $.zoo null com.jayway.jsonpath.PathNotFoundException: No results for path: $['zoo']
	// $.pets[?] null com.jayway.jsonpath.InvalidPathException: a filter begins with [?(
}

func ExampleCompile() {
	p, err := jsonpath.Compile("$.pets[*].type", java.DefaultLimits())
	fmt.Println(p, p.Definite(), err)
	_, err = jsonpath.Compile("$.pets[?(@.price >)]", java.DefaultLimits())
	fmt.Println(err)
	// Output:
	// $.pets[*].type false <nil>
	// a value belongs here in path "$.pets[?(@.price >)]" at offset 18
}

func ExamplePath_Read() {
	p, _ := jsonpath.Compile("$.pets[-1]", java.DefaultLimits())
	doc, _ := jsonsmart.Parse(nil, pets)
	pet, _ := p.Read(nil, doc)
	pet.(*java.Map).Put(nil, java.String("price"), java.Int(1))
	again, _ := p.Read(nil, doc)
	fmt.Println(java.ToString(nil, again))
	// Output:
	// {type=fish, price=1}
}

func ExampleAnswer() {
	r := jsonpath.Answer(nil, pets, "$.pets[0].price")
	fmt.Println("{" + string(r.AppendMembers(nil)) + "}")
	// Output:
	// {"path_result":249.99,"path_type":"Double","json_result":"249.99","to_string":"249.99","definite":true}
}
