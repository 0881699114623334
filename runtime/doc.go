// Package runtime runs mapping templates as the REST APIs of Amazon API Gateway do: the language of package vtl in
// its API Gateway dialect, with $input, $util, $context and $stageVariables bound to a request.
//
//	tpl, err := runtime.Compile(src, runtime.Name("order.req.vtl")) // once; safe for concurrent use
//	if err != nil {
//		return err // *vtl.Error
//	}
//	res, err := tpl.Transform(ctx, &runtime.Request{
//		Method: "POST", ResourcePath: "/orders/{id}", PathParams: map[string]string{"id": "7"},
//		Header: runtime.PairsOf(r.Header), Query: runtime.ParseQuery(r.URL.RawQuery), Body: body,
//	})
//	fmt.Println(res.Body, res.RequestOverride.Header)
//
// | type     | is                                                                                |
// | -------- | --------------------------------------------------------------------------------- |
// | Template | a parsed mapping template                                                         |
// | Request  | the method request a template sees, and the integration response for a response template |
// | Result   | the text rendered, the overrides asked for, warnings                              |
// | Engine   | answers the lines of `vtl engine`                                                 |
//
// A Template may be used by any number of goroutines; a Request is only read while it runs and a Result belongs to
// its caller. Nothing is read from the clock, the environment or the network: times and ids come from the Request.
//
// The package opens no sockets and knows no HTTP: choosing a template by content type, mapping parameters and
// calling integrations is the business of package gateway.
package runtime
