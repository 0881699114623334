package exec

// stopStmt is #stop.
type stopStmt struct{ arg expr }

// kind is EventStop.
func (s *stopStmt) kind() EventKind { return EventStop }

// exec ends the template, or the #evaluate it is in. The message is evaluated and forgotten.
func (s *stopStmt) exec(r *run) bool {
	if s.arg != nil {
		if _, _, ok := r.textOf(s.arg); !ok {
			return false
		}
	}
	r.unwind = byStopAll
	return false
}

// breakStmt is #break.
type breakStmt struct {
	scope expr   // nil without argument
	text  string // source of the argument
	at    place
}

// kind is EventStop.
func (s *breakStmt) kind() EventKind { return EventStop }

// exec ends the loop whose scope object is given; without one the nearest loop, macro, block, #evaluate or template.
func (s *breakStmt) exec(r *run) bool {
	if s.scope == nil {
		r.unwind = byBreak
		return false
	}
	v, ok := s.scope.eval(r)
	if !ok {
		return false
	}
	l, isScope := v.(*loopScope)
	if !isScope {
		return r.fail(CodeArgument, s.at, "#break takes a scope object such as $foreach.parent, which "+s.text+" is not", nil)
	}
	r.unwind = &unwinding{kind: unwindLoop, loop: l.owner}
	return false
}
