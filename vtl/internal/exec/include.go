package exec

import "github.com/vtlkit/vtl/vtl/java"

// includeStmt is #include.
type includeStmt struct {
	args []expr // nil for an argument of a kind it does not take
	at   place
}

// kind is EventInclude.
func (s *includeStmt) kind() EventKind { return EventInclude }

// exec fails for any argument that has a value, since there are no resources. Source: Include.render.
func (s *includeStmt) exec(r *run) bool {
	for i, a := range s.args {
		if a == nil {
			s.printError(r, i)
			return r.fail(CodeArgument, s.at, "#include takes strings and references", nil)
		}
		name, valued, ok := r.textOf(a)
		if !ok {
			return false
		}
		if valued {
			return r.failNowhere(CodeNoResource, "there is no resource "+quote(name)+" to include", nil)
		}
		s.printError(r, i)
	}
	return true
}

// printError prints Velocity's comment about argument i.
func (s *includeStmt) printError(r *run, i int) {
	r.write("<!-- include error : error with arg " + string(java.IntValue(int32(i)).AppendString(nil, nil)) + " please see log. see error log -->")
	if r.tr != nil {
		r.tr.current.Leaf = true
	}
}

// parseStmt is #parse.
type parseStmt struct {
	arg expr // nil without argument
	at  place
}

// kind is EventInclude.
func (s *parseStmt) kind() EventKind { return EventInclude }

// parseDepth is how many texts may be open for #parse to do anything. Source: directive.parse.max.depth.
const parseDepth = 10

// exec fails for any argument that has a value, since there are no resources. Source: Parse.render.
func (s *parseStmt) exec(r *run) bool {
	if s.arg == nil {
		return r.fail(CodeArgument, s.at, "#parse needs the name of a resource", nil)
	}
	name, valued, ok := r.textOf(s.arg)
	if !ok || !valued || r.evaluations+1 >= parseDepth {
		return ok
	}
	return r.failNowhere(CodeNoResource, "there is no resource "+quote(name)+" to parse", nil)
}

// textOf returns the text of a directive's argument: "" and false when it is null.
func (r *run) textOf(e expr) (text string, valued, ok bool) {
	r.setFrom(nil)
	v, ok := e.eval(r)
	if !ok || v == nil {
		return "", false, ok
	}
	text, ok = r.text(v)
	return text, true, ok
}
