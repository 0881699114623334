package gateway_test

import (
	"fmt"
	"net/http/httptest"

	"github.com/vtlkit/vtl/runtime/gateway"
)

// A definition becomes a handler, which any server can mount.
func ExampleLoad() {
	definition := `
openapi: 3.0.1
info: {title: hello, version: '1'}
paths:
  /hello/{name}:
    get:
      responses: {'200': {description: ok}}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: {application/json: '{"statusCode": 200}'}
        responses:
          default:
            statusCode: 200
            responseTemplates: {application/json: '{"hello": "$input.params("name")"}'}
`
	g, _, err := gateway.Load("hello.yaml", []byte(definition), gateway.Options{Stage: gateway.StageConfig{Name: "prod"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder()
	g.ServeHTTP(w, httptest.NewRequest("GET", "/prod/hello/Ann", nil))
	fmt.Println(w.Code, w.Body)
	// Output: 200 {"hello": "Ann"}
}
