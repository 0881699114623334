// Package gateway serves the definition of a REST API as Amazon API Gateway does: a http.Handler that routes,
// authorizes, validates, maps, calls integrations and maps their answers back.
//
//	g, warnings, err := gateway.Load("api.yaml", data, gateway.Options{Stage: gateway.StageConfig{Name: "test"}})
//	if err != nil {
//		return err // apispec.Errors: every problem, with file, line and column
//	}
//	http.ListenAndServe(addr, g) // or g.Serve(ctx, listener), with limits and the client's spelling of header names
//
// A request goes through the stages of pipeline.go, each a function on the Exchange in a file of its own:
//
//	receive.go             the request as the client sent it, ids, trace, $context
//	route.go               resource and method
//	policy.go              resource policy
//	authorize.go           IAM, Lambda and Cognito authorizers
//	usage.go, throttle.go  API key, usage plan, throttles
//	validate.go            required parameters, models
//	cache.go               look-up, and storing at the end
//	integrationrequest.go  parameter mapping, template, overrides
//	integration*.go        the call: MOCK, HTTP, HTTP_PROXY, AWS, AWS_PROXY
//	integrationresponse.go selection, mapping, template
//	methodresponse.go      header rules, compression
//	gatewayresponse.go     what a Failure of any stage becomes
//
// A Stage is an API with its stage configuration, compiled: every template, pattern, schema and mapping is read when
// it is made, so that nothing wrong in a definition is found by the first request. It never changes; Gateway.Swap
// puts another in its place between two requests.
//
// The client of net/http, which calls backends, writes to the default logger of package log when a backend sends more
// than its answer. It has no other place for that: a program that does not want it there sets log.SetOutput.
//
// Sections named in comments are those of the description of the service's behaviour that the project keeps
// (AWS-GATEWAY.md).
package gateway
