package apispec_test

import (
	"errors"
	"fmt"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// hello is a definition with one method.
const hello = `openapi: 3.0.1
info: {title: Hello, version: "1"}
paths:
  /hello/{name}:
    get:
      responses: {"200": {description: A greeting}}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: '{"statusCode": 200}'
        responses:
          default:
            statusCode: "200"
            responseTemplates:
              application/json: |
                {"hello": "$input.params('name')"}
`

func Example() {
	api, warnings, err := apispec.Load("hello.yaml", []byte(hello), apispec.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range warnings {
		fmt.Println(w)
	}
	for _, r := range api.Resources() {
		for _, m := range r.Methods {
			t := m.Integration.Responses[0].Templates[0]
			fmt.Println(m.HTTPMethod, r.Path, m.Integration.Type, t.ContentType, "at line", t.Locate(0).Line)
		}
	}
	// Output:
	// GET /hello/{name} MOCK application/json at line 16
}

func ExampleErrors() {
	_, _, err := apispec.Load("bad.yaml", []byte(`swagger: "2.0"
info: {title: Bad}
paths:
  /{proxy+}:
    get:
      x-amazon-apigateway-integration: {type: http_proxy, uri: example.com, httpMethod: GET}
  /{other}: {}
`), apispec.Options{})
	var problems apispec.Errors
	if errors.As(err, &problems) {
		fmt.Print(problems.Detail())
	}
	// Output:
	// error[VTL522]: Unable to put integration on 'GET' for resource at path '/{proxy+}': Invalid HTTP endpoint specified for URI: "example.com"
	//  --> bad.yaml:6:64
	//   |
	// 6 |       x-amazon-apigateway-integration: {type: http_proxy, uri: example.com, httpMethod: GET}
	//   |                                                                ^^^^^^^^^^^
	//   = at: /paths/~1{proxy+}/get/x-amazon-apigateway-integration/uri
	//   = fix: begin with http:// or https://
	//
	// error[VTL511]: Unable to create resource at path '/{other}': A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed: "/{other}"
	//  --> bad.yaml:7:3
	//   |
	// 7 |   /{other}: {}
	//   |   ^^^^^^^^
	//   = at: /paths/~1{other}
	//   = fix: use the same variable in both paths
}

func ExampleExport() {
	api, _, err := apispec.Load("hello.yaml", []byte(hello), apispec.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s", apispec.Export(api, apispec.ExportOptions{Version: apispec.Swagger2, Format: apispec.YAML}))
	// Output:
	// swagger: "2.0"
	// info:
	//   title: "Hello"
	//   version: "1"
	// schemes:
	//   - "https"
	// paths:
	//   /hello/{name}:
	//     get:
	//       responses:
	//         "200":
	//           description: "A greeting"
}

func ExampleText_Error() {
	api, _, err := apispec.Load("hello.yaml", []byte(hello), apispec.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	t := api.Resource("/hello/{name}").Method("GET").Integration.Responses[0].Templates[0]
	fmt.Println(t.Error("VTL101", "no such thing", "", 11, 17))
	// Output:
	// hello.yaml:16:28: no such thing (at /paths/~1hello~1{name}/get/x-amazon-apigateway-integration/responses/default/responseTemplates/application~1json)
}
