package vtl_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/vtlkit/vtl/vtl"
)

func Example() {
	tpl, err := vtl.Parse("Hello $name#if($vip), welcome back#end!", vtl.Name("greeting"))
	if err != nil {
		log.Fatal(err)
	}
	text, err := tpl.Render(context.Background(), map[string]vtl.Value{"name": vtl.String("Ann")})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(text)
	// Output: Hello Ann!
}

// Go data becomes Java values with ValueOf.
func ExampleValueOf() {
	order, err := vtl.ValueOf(map[string]any{"id": 42, "items": []string{"pen", "ink"}})
	if err != nil {
		log.Fatal(err)
	}
	tpl, err := vtl.Parse("#$order.id:#foreach($i in $order.items) $foreach.count=$i#end")
	if err != nil {
		log.Fatal(err)
	}
	text, err := tpl.Render(context.Background(), map[string]vtl.Value{"order": order})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(text)
	// Output: #42: 1=pen 2=ink
}

// In the API Gateway dialect a reference without value reads as the empty string.
func ExampleInDialect() {
	const text = `{"name": "$user.name", "missing": $user.name.isEmpty()}`
	for _, d := range []vtl.Dialect{vtl.Velocity17, vtl.APIGateway} {
		tpl, err := vtl.Parse(text, vtl.InDialect(d))
		if err != nil {
			log.Fatal(err)
		}
		out, err := tpl.Render(context.Background(), nil)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(out)
	}
	// Output:
	// {"name": "$user.name", "missing": $user.name.isEmpty()}
	// {"name": "", "missing": }
}

// Macros of a library are known in the templates that use it.
func ExampleLibrary() {
	lib, err := vtl.Parse(`#macro(quoted $text)"$text"#end`)
	if err != nil {
		log.Fatal(err)
	}
	tpl, err := vtl.Parse("#quoted('hi')", vtl.Library(lib))
	if err != nil {
		log.Fatal(err)
	}
	out, err := tpl.Render(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out)
	// Output: "hi"
}

// Errors know their place; Detail draws it.
func ExampleError() {
	tpl, err := vtl.Parse("first line\n$list.get(3)", vtl.Name("items.vtl"))
	if err != nil {
		log.Fatal(err)
	}
	list, _ := vtl.ValueOf([]string{"a", "b"})
	_, err = tpl.Render(context.Background(), map[string]vtl.Value{"list": list})
	var e *vtl.Error
	if errors.As(err, &e) {
		fmt.Println(e)
		fmt.Print(e.Detail())
	}
	// Output:
	// items.vtl:2:7: calling get on an ArrayList failed: IndexOutOfBoundsException: Index 3 out of bounds for length 2
	// error[VTL201]: calling get on an ArrayList failed: IndexOutOfBoundsException: Index 3 out of bounds for length 2
	//  --> items.vtl:2:7
	//   |
	// 2 | $list.get(3)
	//   |       ^^^^^^
}

// Warnings explain what silently stayed as it was.
func ExampleTemplate_Append_warnings() {
	tpl, err := vtl.Parse("Dear $user.naem")
	if err != nil {
		log.Fatal(err)
	}
	user, _ := vtl.ValueOf(map[string]string{"name": "Ann", "mail": "ann@example.org"})
	var warnings []vtl.Diagnostic
	out, err := tpl.Append(context.Background(), nil, vtl.Run{Vars: map[string]vtl.Value{"user": user}, Warnings: &warnings})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(out))
	for _, w := range warnings {
		fmt.Printf("%s at %d:%d: %s\n%s\n%s\n", w.Code, w.Pos.Line, w.Pos.Column, w.Msg, w.Note, w.Hint)
	}
	// Output:
	// Dear $user.naem
	// VTL101 at 1:6: $user.naem has no value, so it is printed as written
	// $user is an object with keys mail, name; it has no naem
	// did you mean $user.name?
}
