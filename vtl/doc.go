// Package vtl renders templates of the Velocity Template Language as Apache Velocity 1.7 does.
//
//	tpl, err := vtl.Parse("Hello $name#if($vip)!#end", vtl.Name("greeting"))
//	if err != nil {
//		return err // *vtl.Error with line and column
//	}
//	text, err := tpl.Render(ctx, map[string]vtl.Value{"name": vtl.String("Ann")})
//
// The types:
//
//	Template    a parsed template: immutable, and safe for concurrent use
//	Run         what one rendering is given: variables, limits, observers
//	Value       a Java object as templates see it; ValueOf makes one of Go data
//	Error       a failure with kind, code, place, and a hint
//	Diagnostic  something odd that did not fail, such as a reference without value
//	Dialect     what differs between products: Velocity17, APIGateway
//	Limits      bounds of a run; the zero value means sensible defaults
//	Sink        watches a run node by node
//
// A template reaches only the values it is given. It cannot open files, call Go code that was not offered as a
// value, or outlast its limits. The variables of API Gateway mapping templates ($input, $util, ...) are not part
// of this package but of package runtime.
package vtl
