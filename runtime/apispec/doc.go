// Package apispec reads the definition of a REST API of Amazon API Gateway, an OpenAPI 3.0 or Swagger 2.0 document
// with x-amazon-apigateway-* extensions in JSON or YAML, into a model, and writes the model back.
//
//	api, warnings, err := apispec.Load("api.yaml", data, apispec.Options{})
//	if err != nil {
//		return err // apispec.Errors: every problem found, each with file, line, column and JSON pointer
//	}
//	for _, w := range warnings {
//		fmt.Fprint(os.Stderr, w.Detail())
//	}
//	for _, r := range api.Resources() {
//		for _, m := range r.Methods {
//			fmt.Println(m.HTTPMethod, r.Path, m.Integration.Type)
//		}
//	}
//	out := apispec.Export(api, apispec.ExportOptions{Version: apispec.Swagger2, Format: apispec.YAML, Extensions: apispec.AllExtensions})
//
// | type            | is                                                                             |
// | --------------- | ------------------------------------------------------------------------------ |
// | API             | the whole definition: a tree of resources, models, authorizers, settings       |
// | Resource        | a node of the tree: a path part, its children, its methods                     |
// | Method          | an operation: authorization, parameters, models, responses, the integration    |
// | Integration     | where a method's requests go and how they and their answers are mapped         |
// | Mapping, Source | a parameter mapping expression, parsed                                         |
// | Text            | a template or pattern that remembers where it stands in the definition         |
// | Error, Warning  | a problem at a place of the definition                                         |
//
// The way through the package: json.go and yaml.go read a document into values that know their offset;
// cloudformation.go finds a definition in a template and resolves variables and functions, and assemble.go makes one of
// single resources; the files load*.go turn values into the model and collect problems; the files export*.go go back.
//
// What API Gateway refuses when it imports a definition is an error here, in its words where they are known, and
// what it warns about is a warning. What it refuses only in some of its interfaces, and what a local run does not
// need, is a warning too, so that every definition that can be deployed can be loaded. Nothing is read but the bytes
// given: references lead nowhere outside the document.
//
// A loaded API is not changed by anything in this module: treat it as read-only, and any number of goroutines may
// share it. Mapping templates and selection patterns are not compiled here; their Text places errors found later.
package apispec
