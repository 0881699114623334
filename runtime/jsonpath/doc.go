// Package jsonpath reads Jayway's dialect of JSONPath, which API Gateway uses in $input.path and $input.json: paths
// such as $.items[?(@.qty > 2)].sku, compiled once and evaluated over the values of package jsonsmart.
//
//	p, err := jsonpath.Compile("$.items[*].sku", m.Limits)
//	v, err := p.Read(m, doc)
//
// The rules are those of JsonPath 3.0.0 (double-quoted names, negative indexes, functions, all filter operators,
// strict types); a path that means something in 2.0.0 and 3.0.0 means that here too. Definite paths ($.a[0].b) give
// the value itself, all others a JSONArray of what they found.
//
// A path is cut into tokens by a scanner of its own, because where a token ends depends on Jayway's own look-ahead,
// and parsed by a participle grammar (grammar.go) into syntax nodes, which become steps. Evaluation walks the raw
// text of containers that nothing has looked at (jsonsmart.Node), and fills only those on the way to containers in
// the result, which are the document's own: a template that changes them changes the document.
//
//	Compile, Path     a path ready to be read; safe for use by many goroutines
//	Error             why a path is none: class, message, offset
//	Read              Compile and Path.Read in one, bounded by the meter's limits
//	Answer            the record that "vtl engine jsonpath" prints
//
// Failures while reading are *java.Exception with the full name of the Java class. Compiled paths are kept in a
// cache of a thousand.
package jsonpath
