package jsonpath

import "github.com/vtlkit/vtl/vtl/java"

// failure is an exception thrown during evaluation.
type failure struct {
	class string
	msg   string
	// missing marks what Jayway throws as PathNotFoundException: a wildcard and a filter go on after it. The class
	// may differ, see notArray.
	missing bool
}

// fail returns a failure of any class but PathNotFoundException.
func fail(class, msg string) *failure { return &failure{class: class, msg: msg} }

// missing returns a PathNotFoundException.
func missing(msg string) *failure { return &failure{class: classNotFound, msg: msg, missing: true} }

// caughtByFilter tells whether a filter takes the failure for "no": InvalidPathException and those derived from it.
func (f *failure) caughtByFilter() bool { return f.missing || f.class == classInvalid }

// exception returns f as package java throws it.
func (f *failure) exception() error {
	if f == nil {
		return nil
	}
	return java.Throw(f.class, f.msg)
}
