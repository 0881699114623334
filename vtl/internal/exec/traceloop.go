package exec

import "github.com/vtlkit/vtl/vtl/java"

// loopTrace knows where the elements of a loop come from.
type loopTrace struct {
	seq  java.Value
	from []java.Origin // of the sequence
	keys []java.Value  // of a map, whose values are walked
}

// newLoopTrace notes the origins of seq, which was evaluated last.
func newLoopTrace(r *run, seq java.Value) *loopTrace {
	t := &loopTrace{seq: seq, from: r.tr.from}
	if mp, ok := seq.(*java.Map); ok {
		mp.Each(func(k, _ java.Value) bool {
			t.keys = append(t.keys, k)
			return true
		})
	}
	return t
}

// element returns the origins of the element of a turn.
func (t *loopTrace) element(turn int) []java.Origin {
	var key java.Value = java.IntValue(int32(turn))
	if turn < len(t.keys) {
		key = t.keys[turn]
	}
	return memberFrom(t.seq, key, t.from)
}

// traceTurn is run while a Sink watches: each turn is an event of its own.
func (l *loop) traceTurn(r *run, v java.Value) bool {
	ev := r.tr.begin(EventTurn, l.stmt.at)
	ev.Value, ev.Turn, ev.Origins = v, l.turn, l.trace.element(l.turn)
	outer := r.tr.current
	r.tr.current = ev
	var ok bool
	if v == nil {
		ok = l.runNull(r)
	} else {
		ok = l.stmt.body.exec(r)
	}
	r.tr.current = outer
	ev.Unfinished = !ok
	r.tr.end(ev)
	return ok
}
