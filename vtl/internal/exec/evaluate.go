package exec

import (
	"errors"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// evaluateStmt is #evaluate.
type evaluateStmt struct {
	arg expr
	at  place
}

// kind is EventEvaluate.
func (s *evaluateStmt) kind() EventKind { return EventEvaluate }

// exec renders the argument's text as a template in the current context. Source: Evaluate.render.
func (s *evaluateStmt) exec(r *run) bool {
	r.setFrom(nil)
	v, ok := s.arg.eval(r)
	if !ok {
		return false
	}
	text := ""
	if v != nil {
		if text, ok = r.text(v); !ok {
			return false
		}
	}
	if r.tr != nil {
		r.tr.value(v)
	}
	body, ok := s.compile(r, text)
	if !ok {
		return false
	}
	r.enter()
	r.evaluations++
	ok = body.exec(r)
	r.evaluations--
	r.calls--
	if ok || r.caughtAll() {
		return true
	}
	s.rewrap(r)
	return false
}

// parseStepBytes is how many bytes of template text are parsed for one step.
const parseStepBytes = 8

// compile parses and compiles text. Its macros are known from here on. Text that was evaluated before is not read
// again, unless macros were added since, which can change what a backslash in front of a name means.
func (s *evaluateStmt) compile(r *run, text string) (*block, bool) {
	if e, ok := r.evaluated[text]; ok && e.macros == len(r.extraMacros) {
		return e.body, true
	}
	r.m.Step(1 + len(text)/parseStepBytes)
	r.m.Bytes(parseBytes * len(text))
	tree, err := syntax.Parse(syntax.NewSource(r.prog.source.Name, text), syntax.Options{
		Nesting: Nesting(r.m.Limits.Nesting), MaxBytes: r.m.Limits.Source,
		IsMacro: func(name string) bool { return r.macro(name) != nil },
	})
	if err != nil {
		return nil, s.failParse(r, err)
	}
	c := &compiler{table: r}
	c.declare(tree.Macros)
	body := c.tree(tree)
	if r.evaluated == nil || len(r.evaluated) >= maxEvaluated {
		r.evaluated = map[string]evaluated{}
	}
	r.evaluated[text] = evaluated{body: body, macros: len(r.extraMacros)}
	return body, true
}

// evaluated is a compiled text that was given to #evaluate.
type evaluated struct {
	body   *block
	macros int // how many macros earlier texts had added when it was compiled
}

// maxEvaluated is how many compiled texts a run keeps.
const maxEvaluated = 64

// parseBytes is what one byte of template text is charged when it is parsed.
const parseBytes = 64

// failParse ends the run because the text is no template. The error stands at the directive, as nearly all of
// Velocity's do; limits keep their kind.
func (s *evaluateStmt) failParse(r *run, err error) bool {
	var e *syntax.Error
	if errors.As(err, &e) && e.Kind == syntax.KindLimit {
		limit := *e
		if limit.Err == nil {
			limit.Err = &java.LimitError{Name: e.Limit, Value: e.Allowed}
		}
		return r.stop(limit.At(s.at.src, s.at.node.Start(), s.at.node.End()))
	}
	if e != nil && foundLate(e) {
		late := *e
		late.Kind = syntax.KindRender
		return r.stop(&late)
	}
	r.fail(CodeEvaluate, s.at, "the text given to #evaluate is no template: "+cause(err), err)
	r.reparse = true
	return false
}

// rewrap moves a parse error of a nested #evaluate to this directive. Source: Evaluate.render, which catches
// ParseErrorException of the text it renders.
func (s *evaluateStmt) rewrap(r *run) {
	if r.unwind.kind == unwindError && r.reparse {
		r.fail(CodeEvaluate, s.at, r.err.Msg, r.err)
		r.reparse = true
	}
}

// foundLate tells whether Velocity finds this mistake only while it prepares a parsed text, and then reports it as
// it is instead of placing it at the #evaluate: surplus or missing arguments of three directives, and what it
// stumbles over without knowing a place.
func foundLate(e *syntax.Error) bool {
	if !e.Pos.IsValid() {
		return true
	}
	if e.Code != syntax.CodeArgument {
		return false
	}
	directive, _, _ := strings.Cut(e.Msg, " ")
	return directive == "#define" || directive == "#stop" || directive == "#break"
}

// cause returns the message of err without its position.
func cause(err error) string {
	var e *syntax.Error
	if errors.As(err, &e) {
		return e.Msg
	}
	return err.Error()
}
