package exec

import (
	"fmt"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// macroStmt is #name(...), and #@name(...) with a body.
type macroStmt struct {
	call    *syntax.MacroCall
	args    []argument
	content *blockDef  // of #@name; nil else
	bound   *boundCall // nil while no macro of that name is known
	at      place
}

// argument is an argument of a macro call.
type argument struct {
	expr    expr
	literal string // its source text
	cost    int    // steps to evaluate it once
	// constant arguments (numbers and booleans) are evaluated when the macro is called; all others each time the
	// parameter is used. Source: ProxyVMContext.isConstant.
	constant bool
	// plain is set for a reference without path, which the parameter stands for.
	plain bool
}

// boundCall is a call's arguments matched to a macro's parameters.
type boundCall struct {
	macro  *macro
	params []boundParam // one for each different parameter that has an argument
}

// boundParam is what a parameter stands for.
type boundParam struct {
	slot     int32
	constant java.Value // nil when not constant
	expr     expr       // nil when constant alone
	literal  string     // source of expr
	cost     int        // of expr
	plain    bool       // expr is a reference to the variable alias
	alias    int32
}

// bind matches the arguments of a call to the parameters of mc. Missing arguments leave their parameters unbound,
// surplus ones are dropped; of two parameters with one name the later wins, except that a constant beats the rest.
// The body of a #@macro call counts as one more argument, a constant null.
func bind(mc *macro, args []argument, hasBody bool) *boundCall {
	b := &boundCall{macro: mc}
	for i, slot := range mc.params {
		if i == len(args) && hasBody {
			b.param(slot).constant = nil
		}
		if i >= len(args) {
			break
		}
		p := b.param(slot)
		a := &args[i]
		if a.constant {
			p.constant, _ = a.expr.eval(nil)
			continue
		}
		p.expr, p.literal, p.cost, p.plain = a.expr, a.literal, a.cost, a.plain
		if ref, ok := a.expr.(*refExpr); ok {
			p.alias = ref.slot
		}
	}
	return b
}

// param returns the entry for slot, a new one for a new slot.
func (b *boundCall) param(slot int32) *boundParam {
	for i := range b.params {
		if b.params[i].slot == slot {
			return &b.params[i]
		}
	}
	b.params = append(b.params, boundParam{slot: slot})
	return &b.params[len(b.params)-1]
}

// kind is EventMacro.
func (s *macroStmt) kind() EventKind { return EventMacro }

// exec calls the macro; a name that is none prints the call's source. Source: RuntimeMacro.render.
func (s *macroStmt) exec(r *run) bool {
	b := s.bound
	if b == nil {
		mc := r.macro(s.call.Name)
		if mc == nil {
			s.printUnknown(r)
			return true
		}
		b = bind(mc, s.args, s.content != nil)
	}
	if w := s.call.BadArg; w != nil {
		return r.fail(CodeMacroArgument, s.at, fmt.Sprintf("the word %s is no argument for macro #%s", w.Text, s.call.Name), nil)
	}
	return s.enter(r, b)
}

// printUnknown prints the source of a call whose macro does not exist.
func (s *macroStmt) printUnknown(r *run) {
	if r.warn != nil {
		r.warn.unknownMacro(r, s)
	}
	r.write(s.call.Literal)
	if r.tr != nil {
		r.tr.current.Leaf = true
	}
}

// enter runs the macro's body in a context of its own. The count of nested macros is not taken back when #break or
// #stop leaves the macro, as in Velocity. Source: VelocimacroProxy.render.
func (s *macroStmt) enter(r *run, b *boundCall) bool {
	f := r.newFrame(b)
	if s.content != nil {
		f.put(r.prog.content, r.newBlockRef(s.content), nil)
	}
	if r.macroLimit > 0 && r.macroDepth >= r.macroLimit {
		return r.fail(CodeMacroDepth, b.macro.at, r.tooDeep(b.macro.name), nil)
	}
	r.macroDepth++
	r.enter()
	r.callers = append(r.callers, s)
	saved := r.frame
	r.frame = f
	ok := b.macro.body.exec(r)
	r.frame = saved
	r.callers = r.callers[:len(r.callers)-1]
	r.calls--
	r.release(f)
	if ok {
		r.macroDepth--
		return true
	}
	return r.caught(nil)
}

// tooDeep says that macro name is nested too deep, and in what.
func (r *run) tooDeep(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "macro #%s is nested deeper than %d calls", name, r.macroLimit)
	for i, c := range r.callers {
		if i == 0 {
			b.WriteString(": ")
		} else {
			b.WriteString(" > ")
		}
		b.WriteString(c.call.Name)
		if i == maxStackNames {
			b.WriteString(" > ...")
			break
		}
	}
	return b.String()
}

// maxStackNames is how many macro names a message lists.
const maxStackNames = 5
