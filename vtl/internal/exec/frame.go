package exec

import "github.com/vtlkit/vtl/vtl/java"

// frame is one layer of the contexts a variable is looked up in: a macro call, or a loop turn whose element is
// null. The layer below everything, the run's own variables, is no frame but run.slots.
// A run that is watched has one more layer below all others that holds nothing, so that every look-up comes by
// where origins are kept. Source: ProxyVMContext, Foreach.NullHolderContext.
type frame struct {
	inner *frame // the context the layer was put on; nil for the run's variables
	// call is the macro call of a macro's frame, and nil in a loop's.
	call *boundCall
	// gone marks, by index into call.params, arguments that were removed; nil when none was.
	gone []bool
	// local holds what was set while the macro ran; the same is set in every layer below too.
	local []local
	// slot is the loop variable of a loop's frame, which reads as null while active.
	slot   int32
	active bool
	// captured frames may outlive their call, because a block refers to them.
	captured bool
}

// local is a variable set inside a macro.
type local struct {
	slot int32
	v    java.Value
	from []java.Origin // only while tracing
}

// find returns the index of the local variable, or -1.
func (f *frame) find(slot int32) int {
	for i := range f.local {
		if f.local[i].slot == slot {
			return i
		}
	}
	return -1
}

// param returns the argument bound to slot in a macro's frame, nil for none or one that was removed.
func (f *frame) param(slot int32) *boundParam {
	for i := range f.call.params {
		if p := &f.call.params[i]; p.slot == slot {
			if f.gone != nil && f.gone[i] {
				return nil
			}
			return p
		}
	}
	return nil
}

// put sets a variable in this layer alone.
func (f *frame) put(slot int32, v java.Value, from []java.Origin) {
	if f.call == nil {
		if slot == f.slot && v == nil {
			f.active = true
		}
		return
	}
	if i := f.find(slot); i >= 0 {
		f.local[i].v, f.local[i].from = v, from
		return
	}
	f.local = append(f.local, local{slot: slot, v: v, from: from})
}

// remove forgets a variable in this layer alone.
func (f *frame) remove(slot int32) {
	if f.call == nil {
		if slot == f.slot {
			f.active = false
		}
		return
	}
	if i := f.find(slot); i >= 0 {
		f.local = append(f.local[:i], f.local[i+1:]...)
	}
	for i := range f.call.params {
		if f.call.params[i].slot == slot {
			if f.gone == nil {
				f.gone = make([]bool, len(f.call.params))
			}
			f.gone[i] = true
		}
	}
}

// get returns the variable in slot as the current context sees it, nil for null. ok is false when evaluating a
// macro argument ended the run.
func (r *run) get(slot int32) (v java.Value, ok bool) {
	if r.frame == nil {
		return r.slots[slot], true
	}
	return r.lookup(slot)
}

// lookup is get through the layers. An argument that is a bare reference continues the search under its own name.
func (r *run) lookup(slot int32) (java.Value, bool) {
	for f := r.frame; f != nil; f = f.inner {
		if f.call == nil {
			if f.active && f.slot == slot {
				return nil, true
			}
			continue
		}
		i := f.find(slot)
		if i >= 0 && f.local[i].v != nil {
			if r.tr != nil {
				r.tr.from = f.local[i].from
			}
			return f.local[i].v, true
		}
		p := f.param(slot)
		switch {
		case p == nil:
		case p.constant != nil && i < 0:
			return p.constant, true
		case p.expr == nil:
		case !p.plain:
			return r.evalIn(f.inner, p)
		default:
			if slot = p.alias; slot == noSlot {
				return nil, true
			}
		}
	}
	if r.tr != nil {
		r.tr.from = r.tr.slots.get(slot)
	}
	return r.slots[slot], true
}

// evalIn evaluates the argument p in the context f.
func (r *run) evalIn(f *frame, p *boundParam) (java.Value, bool) {
	saved := r.frame
	r.frame = f
	r.m.Step(p.cost)
	v, ok := p.expr.eval(r)
	r.frame = saved
	return v, ok
}

// put sets a variable in every layer of the current context.
func (r *run) put(slot int32, v java.Value) {
	if r.frame != nil {
		r.putFrames(slot, v)
	}
	r.slots[slot] = v
}

// putFrames sets a variable in the layers on top of the run's variables. While tracing its origins are those of the
// expression evaluated last.
func (r *run) putFrames(slot int32, v java.Value) {
	var from []java.Origin
	if r.tr != nil {
		from = r.tr.from
		r.tr.slots.put(slot, from)
	}
	for f := r.frame; f != nil; f = f.inner {
		f.put(slot, v, from)
	}
}

// remove forgets a variable in every layer of the current context.
func (r *run) remove(slot int32) {
	for f := r.frame; f != nil; f = f.inner {
		f.remove(slot)
	}
	r.slots[slot] = nil
}

// literalOf returns the source of the argument that a macro's parameter was given, for a parameter without value.
// It stays known when the parameter is removed. Source: ASTReference.getNullString.
func (r *run) literalOf(slot int32) (string, bool) {
	for f := r.frame; f != nil; f = f.inner {
		if f.call == nil {
			continue
		}
		for i := range f.call.params {
			if p := &f.call.params[i]; p.slot == slot && p.expr != nil {
				return p.literal, true
			}
		}
	}
	return "", false
}

// capture marks the current context as one that a block refers to.
func (r *run) capture() {
	for f := r.frame; f != nil && !f.captured; f = f.inner {
		f.captured = true
	}
}

// newFrame returns a macro call's layer on the current context.
func (r *run) newFrame(call *boundCall) *frame {
	var f *frame
	if n := len(r.free); n > 0 {
		f = r.free[n-1]
		r.free = r.free[:n-1]
	} else {
		f = &frame{}
	}
	f.inner, f.call = r.frame, call
	return f
}

// release takes a layer back for reuse when nothing can refer to it.
func (r *run) release(f *frame) {
	if f.captured {
		return
	}
	clear(f.local)
	f.local, f.gone, f.inner, f.call = f.local[:0], nil, nil, nil
	r.free = append(r.free, f)
}
