package jsonsmart_test

import (
	"fmt"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

func ExampleParse() {
	v, err := jsonsmart.Parse(nil, `{a: [1, 'two',], "n": 007}`)
	fmt.Println(java.ToString(nil, v), err)
	_, err = jsonsmart.Parse(nil, `{"a":`)
	fmt.Println(err)
	// Output:
	// {a=[1,"two"], n=7} <nil>
	// com.jayway.jsonpath.InvalidJsonException: net.minidev.json.parser.ParseException: Unexpected End Of File at position 5.
}

func ExampleText() {
	v, _ := jsonsmart.Parse(nil, `[ "a/b", "€", 1e400 ]`)
	for _, style := range []jsonsmart.Style{jsonsmart.Compressed, jsonsmart.WebSafe, jsonsmart.Interchange} {
		text, _ := jsonsmart.Text(nil, v, style)
		fmt.Println(text)
	}
	// Output:
	// ["a/b","\u20AC",null]
	// ["a\/b","\u20AC",null]
	// ["a/b","\u20AC","Infinity"]
}

func ExampleNode() {
	v, _ := jsonsmart.Parse(nil, `{"items":[{"sku":"a"},{"sku":"b"}]}`)
	root, _ := jsonsmart.NodeOf(v)
	items, _ := root.Member("items")
	for c := items.Members(); c.Next(); {
		sku, _ := c.Value().Member("sku")
		fmt.Println(sku.Str(), sku.Origin().Path)
	}
	// Output:
	// a $.items[0].sku
	// b $.items[1].sku
}
