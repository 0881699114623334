// Package conformance holds the cases that say what a mapping template must render to, and runs them against
// any engine that speaks the line protocol.
//
// The cases are data (package cases): one JSON object a line, or one text archive a case. They are loaded into a
// Suite, an Engine answers them, and Score counts what it got right, area by area:
//
//	suite, err := conformance.Load(cases.FS)
//	...
//	report := suite.Score(ctx, engine)
//	report.WriteText(os.Stdout)
//
//	| type    | is                                                                    |
//	| ------- | --------------------------------------------------------------------- |
//	| Suite   | every case of a file tree                                             |
//	| Case    | a template, what is bound to it, and the answer wanted                |
//	| Path    | a JSONPath, a document, and the answer wanted                         |
//	| Engine  | something that answers: InProcess, Process, Oracle                    |
//	| Report  | what an engine got right, with every case it missed                   |
//
// A case that an engine is known to answer differently says so beside its data, with the answer it gives and the
// reason; the exception is checked both ways, so one that is no longer needed is a failure too.
//
// A Suite is read-only once loaded and may be shared by goroutines. The package does not judge wording: of an
// error only the kind, the place and the text rendered before it are compared.
package conformance
