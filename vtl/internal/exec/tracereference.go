package exec

import "github.com/vtlkit/vtl/vtl/java"

// read is value of a reference inside an expression while a Sink watches: an event of its own.
func (n *reference) read(r *run) (java.Value, bool) {
	ev := r.tr.begin(EventRead, place{n.src, n.node})
	v, ok := n.resolve(r, ev)
	ev.Unfinished = !ok
	r.tr.end(ev)
	return v, ok
}

// resolve is value while a Sink watches: it notes in ev every step and the origins of the result, which it also
// leaves as those of the expression evaluated last.
func (n *reference) resolve(r *run, ev *Event) (java.Value, bool) {
	r.tr.from = nil
	if n.slot == noSlot {
		ev.Value = n.unlooked(r)
		return ev.Value, true
	}
	v, ok := r.get(n.slot)
	if !ok {
		return nil, false
	}
	ev.Steps = append(ev.Steps, Step{Node: n.node, Value: v})
	for i := -1; ; {
		if v == nil {
			var recv java.Value
			if i >= 0 {
				recv = ev.Steps[i].Value
			}
			ev.gap = &gap{run: r, ref: n, i: i, recv: recv}
			v = r.noValue(n, i, recv)
			break
		}
		if i++; i == len(n.path) {
			break
		}
		if v, ok = n.path[i].traceApply(r, v); !ok {
			return nil, false
		}
		ev.Steps = append(ev.Steps, Step{Node: n.path[i].at.node, Value: v})
	}
	ev.Value, ev.Origins = v, r.tr.from
	return v, true
}

// traceApply is apply while a Sink watches: the origins of v are the last ones evaluated, and it leaves those of
// the result there.
func (s *step) traceApply(r *run, v java.Value) (java.Value, bool) {
	if s.kind == stepCall {
		return s.traceCall(r, v)
	}
	from := r.tr.from
	r.m.TakeOrigin()
	out, ok := s.apply(r, v)
	var key java.Value = java.String(s.name)
	if s.kind == stepIndex && r.tr.index != nil {
		key, r.tr.index = r.tr.index, nil
	}
	r.tr.from = r.tr.reported(r, memberFrom(v, key, from))
	return out, ok
}

// traceCall is call while a Sink watches. What the method returns comes from where the method says, from the
// container for get, and from receiver and arguments otherwise.
func (s *step) traceCall(r *run, v java.Value) (java.Value, bool) {
	from := r.tr.from
	base := len(r.args)
	for _, a := range s.args {
		x, o, ok := r.tr.eval(a)
		if !ok {
			r.args = r.args[:base]
			return nil, false
		}
		from = merge(from, o)
		r.args = append(r.args, x)
	}
	if s.name == "get" && len(s.args) == 1 {
		from = memberFrom(v, r.args[base], from)
	}
	r.m.TakeOrigin()
	out, ok := s.invoke(r, v, base)
	r.tr.from = r.tr.reported(r, from)
	return out, ok
}

// reported returns the origins the method that ran reported, or from.
func (t *tracer) reported(r *run, from []java.Origin) []java.Origin {
	if own := r.m.TakeOrigin(); len(own) > 0 {
		return own
	}
	return from
}
