package jsonpath

import "fmt"

// The Java classes of failures.
const (
	classInvalid  = "com.jayway.jsonpath.InvalidPathException"
	classNotFound = "com.jayway.jsonpath.PathNotFoundException"
	classPath     = "com.jayway.jsonpath.JsonPathException"
	classArgument = "java.lang.IllegalArgumentException"
	classBounds   = "java.lang.IndexOutOfBoundsException"
	classState    = "java.lang.IllegalStateException"
	classFormat   = "java.lang.NumberFormatException"
	classNull     = "java.lang.NullPointerException"
	classCast     = "java.lang.ClassCastException"
)

// Error is why a text is no path.
type Error struct {
	Class  string // full name of the exception Jayway throws
	Msg    string // what is wrong, without the place
	Path   string // the text
	Offset int    // byte offset of the fault in Path
}

// Error returns the message and the place in one line.
func (e *Error) Error() string {
	return fmt.Sprintf("%s in path %q at offset %d", e.Msg, e.Path, e.Offset)
}
