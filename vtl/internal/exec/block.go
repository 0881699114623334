package exec

import "github.com/vtlkit/vtl/vtl/java"

// The depths to which a block may be nested in itself. Source: directive.define.max.depth, velocimacro.max.depth.
const (
	defineDepth  = 2
	contentDepth = 20
)

// blockDef is a block of template text that is kept for later: the body of #define, or of a #@macro call.
type blockDef struct {
	name string
	body *block
	max  int
	at   place
}

// blockRef is the value of a variable that holds such a block: printing it renders the block with the values of
// that moment. It belongs to the run that made it. Source: Block.Reference.
type blockRef struct {
	run   *run
	frame *frame // the context it was made in, used where only its text is asked for
	def   *blockDef
	depth int
}

// blockBytes is what a block is charged when it becomes a value.
const blockBytes = 64

// newBlockRef makes a block of the current context.
func (r *run) newBlockRef(def *blockDef) *blockRef {
	r.capture()
	r.m.Bytes(blockBytes)
	r.kept = true
	return &blockRef{run: r, frame: r.frame, def: def}
}

// render writes the block to the run's output with the variables of f. done is false when the block is nested
// in itself too deep, and nothing was written. ok is false when the run unwinds; a #break in the block ends the
// block alone.
func (b *blockRef) render(f *frame) (done, ok bool) {
	r := b.run
	if r.done {
		return true, true
	}
	b.depth++
	if b.depth > b.def.max {
		b.depth--
		return false, true
	}
	r.enter()
	saved := r.frame
	r.frame = f
	ok = b.def.body.exec(r)
	r.frame = saved
	r.calls--
	if !ok && !r.caught(nil) {
		// Velocity does not count the depth down on its way out either.
		return false, false
	}
	b.depth--
	return true, true
}

// text returns the block's text, rendered in the context it was made in; null when it is nested in itself too
// deep. ok is false when the run unwinds.
func (b *blockRef) text() (s java.String, null, ok bool) {
	r := b.run
	if r.done {
		return "", false, true
	}
	if r.unwind != nil {
		return "", false, false
	}
	s, ok = r.capturing(func(*run) bool {
		done, ok := b.render(b.frame)
		null = !done
		return ok
	})
	return s, null, ok
}

// blockRefClass is the class of blocks.
var blockRefClass = &java.Class{
	Name: "org.apache.velocity.runtime.directive.Block$Reference", Simple: "Reference", Super: java.ObjectClass,
}

func init() {
	java.Define(blockRefClass, []java.Method{{Sig: "toString()", Cost: java.CostInside, Call: blockRefToString}})
}

// blockRefToString is Block.Reference#toString(): null when the block is nested in itself too deep.
func blockRefToString(_ *java.Meter, self java.Value, _ []java.Value) (java.Value, error) {
	s, null, ok := self.(*blockRef).text()
	if null || !ok {
		return nil, nil
	}
	return s, nil
}

// Class returns org.apache.velocity.runtime.directive.Block.Reference.
func (b *blockRef) Class() *java.Class { return blockRefClass }

// AppendString appends the block's text. Where the run unwinds meanwhile nothing is appended, and whoever called
// into package java finds out by looking at the run.
func (b *blockRef) AppendString(_ *java.Meter, dst []byte) []byte {
	s, null, ok := b.text()
	switch {
	case !ok:
		return dst
	case null:
		return append(dst, "null"...)
	}
	return append(dst, s...)
}

// Equals is identity.
func (b *blockRef) Equals(_ *java.Meter, o java.Value) bool { return o == java.Value(b) }

// HashCode is the same for all blocks, where Java's differs from run to run.
func (b *blockRef) HashCode(*java.Meter) int32 { return 1 }

// defineStmt is #define.
type defineStmt struct {
	slot int32
	def  *blockDef
}

// kind is EventDefine.
func (s *defineStmt) kind() EventKind { return EventDefine }

// exec stores the block.
func (s *defineStmt) exec(r *run) bool {
	v := r.newBlockRef(s.def)
	if r.tr != nil {
		r.tr.from = nil
		r.tr.value(v)
	}
	r.put(s.slot, v)
	return true
}
