package exec

// unwinding says why a run leaves the statements it is in; nil while it does not.
type unwinding struct {
	kind unwindKind
	loop *foreachStmt // the loop an unwindLoop is for
}

// unwindKind is the kind of unwinding.
type unwindKind uint8

// The reasons to unwind.
const (
	unwindError   unwindKind = iota // r.err says what happened
	unwindNearest                   // #break: ends the nearest loop, macro, block, #evaluate or template
	unwindAll                       // #stop: ends the #evaluate or the template
	unwindLoop                      // #break($foreach.parent): ends that loop
)

// The unwindings that carry nothing.
var (
	byError   = &unwinding{kind: unwindError}
	byBreak   = &unwinding{kind: unwindNearest}
	byStopAll = &unwinding{kind: unwindAll}
)

// caught tells whether the run stops unwinding here, in a macro or block (loop is nil) or a loop, and if so goes
// back to normal. Source: StopCommand.isFor.
func (r *run) caught(loop *foreachStmt) bool {
	switch r.unwind.kind {
	case unwindNearest:
	case unwindLoop:
		if loop == nil || r.unwind.loop != loop {
			return false
		}
	default:
		return false
	}
	r.unwind = nil
	return true
}

// caughtAll is caught at the end of a template or an #evaluate, which #stop ends too.
func (r *run) caughtAll() bool {
	if r.unwind.kind != unwindNearest && r.unwind.kind != unwindAll {
		return false
	}
	r.unwind = nil
	return true
}
