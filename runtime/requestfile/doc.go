// Package requestfile reads what people have of a request into a runtime.Request: an HTTP message or a file of them, a
// curl command line as browsers and people write it, a HAR file, or the event of a Lambda proxy integration.
//
//	r, err := requestfile.Read(text, requestfile.Options{ResourcePath: "/orders/{id}"})
//	...
//	res, err := tpl.Transform(ctx, r.Request)
//
// Nothing is opened or called: what refers to a file or to a variable of the shell is refused or stays as it is
// written. Every error is a *vtl.Error of KindInput with the place in the text.
package requestfile
