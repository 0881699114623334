package exec

// ifStmt is #if with its #elseif and #else.
type ifStmt struct {
	branches  []branch
	otherwise *block // nil without #else
	at        place
}

// branch is one condition with its body.
type branch struct {
	cond expr
	body *block
}

// kind is EventBranch.
func (s *ifStmt) kind() EventKind { return EventBranch }

// exec runs the body of the first condition that holds.
func (s *ifStmt) exec(r *run) bool {
	for i := range s.branches {
		b := &s.branches[i]
		holds, ok := b.cond.truth(r)
		if !ok {
			return false
		}
		if holds {
			return s.take(r, i, b.body)
		}
	}
	if s.otherwise != nil {
		return s.take(r, len(s.branches), s.otherwise)
	}
	return true
}

// take runs the body of branch i.
func (s *ifStmt) take(r *run, i int, body *block) bool {
	if r.tr != nil {
		r.tr.current.Branch = i
	}
	return body.exec(r)
}
