// Package jsonsmart reads and writes JSON as net.minidev.json-smart 2.2 does, the library behind JsonPath in API
// Gateway as far as its recorded outputs tell: the reader's permissive mode, the number types it makes, the
// JSONArray class that prints itself as JSON, and the writer with its two ways of escaping.
//
//	v, err := jsonsmart.Parse(m, `{a: [1, 'two',], "n": 007}`)
//	text, err := jsonsmart.Text(m, v, jsonsmart.Compressed) // {"a":[1,"two"],"n":7}
//
// Parse makes no objects beyond the outermost one. It notes where each value lies in the text (the index), and a
// java.Map or java.List made of it fills itself, one level deep, when something first looks at it. A Node is the
// way to look at a value without filling anything; the path evaluator walks Nodes, and the writer copies a
// document that nothing has changed straight from its index.
//
//	Parse              text -> java.Value, or the exception json-smart throws
//	Append, Text       java.Value -> JSON text, Compressed ($input.json) or WebSafe (printing a JSONArray)
//	ArrayClass         net.minidev.json.JSONArray
//	Node, Cursor       values of a document as they stand in its text
//
// A document belongs to the run whose meter Parse was given, and to one goroutine. Objects are plain
// LinkedHashMaps, as JsonSmartJsonProvider makes them.
package jsonsmart
