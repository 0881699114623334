package chain

import (
	"cmp"
	"errors"
	"strings"

	"github.com/vtlkit/vtl/playground/api"
	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/runtime/gateway"
	"github.com/vtlkit/vtl/vtl"
)

// The texts that problems belong to.
const (
	inChain      = "chain"
	inDefinition = "definition"
	inRequest    = "request"
)

// chainError returns an error at a place of the chain.
func chainError(code, pointer, message, hint string) api.Problem {
	return spelled(api.Problem{Code: code, Severity: api.SeverityError, Kind: "request", In: inChain, Pointer: pointer, Message: message, Hint: hint})
}

// chainWarning returns a warning at a place of the chain.
func chainWarning(code, pointer, message, hint string) api.Problem {
	return spelled(api.Problem{Code: code, Severity: api.SeverityWarning, In: inChain, Pointer: pointer, Message: message, Hint: hint})
}

// spelled returns a problem with its text: what apispec prints for a problem of a definition without a line to show.
func spelled(p api.Problem) api.Problem {
	of := apispec.Problem{Code: p.Code, Msg: p.Message, Pointer: p.Pointer, Hint: p.Hint}
	if p.Severity == api.SeverityError {
		p.Text = (&apispec.Error{Problem: of}).Detail()
	} else {
		p.Text = (&apispec.Warning{Problem: of}).Detail()
	}
	return p
}

// hasErrors tells whether one of the problems is an error.
func hasErrors(list []api.Problem) bool {
	for i := range list {
		if list[i].Severity == api.SeverityError {
			return true
		}
	}
	return false
}

// problems returns what loading the definition of a chain said, at places of the chain.
func (d *definition) problems(warnings []*apispec.Warning, err error) []api.Problem {
	var errs apispec.Errors
	var list []api.Problem
	if err != nil && !errors.As(err, &errs) {
		list = append(list, chainError(apispec.CodeSetting, "", err.Error(), ""))
	}
	for _, e := range errs {
		list = append(list, d.problem(&e.Problem, api.SeverityError))
	}
	for _, w := range warnings {
		list = append(list, d.problem(&w.Problem, api.SeverityWarning))
	}
	return list
}

// problem returns a problem of the definition at its place in the chain. Templates and patterns have a place inside
// their text.
func (d *definition) problem(p *apispec.Problem, severity api.Severity) api.Problem {
	out := api.Problem{Code: p.Code, Severity: severity, In: inChain, Pointer: d.pointer(p.Pointer), Message: withValue(p), Hint: p.Hint}
	if severity == api.SeverityError {
		out.Kind = "request"
	}
	if p.Code == gateway.CodePattern {
		out.Pointer += "/pattern"
	}
	text := d.textAt(out.Pointer)
	var e *vtl.Error
	if !errors.As(p.Err, &e) {
		out.End = api.Units(text)(len(text))
		return spelled(out)
	}
	at := api.TemplateProblem(text, e)
	at.In, at.Pointer = out.In, out.Pointer
	return at
}

// withValue returns the message of a problem with the value it is about.
func withValue(p *apispec.Problem) string {
	if p.Value == "" {
		return p.Msg
	}
	return p.Msg + ": " + p.Value
}

// definitionText places problems in the text of a definition.
type definitionText struct {
	units func(at int) int
	bom   int // bytes of the mark in front of the text, which places do not count
}

// newDefinitionText returns the places of a text.
func newDefinitionText(text string) *definitionText {
	t := &definitionText{units: api.Units(text)}
	if strings.HasPrefix(text, "\xef\xbb\xbf") {
		t.bom = len("\xef\xbb\xbf")
	}
	return t
}

// problems returns what loading the text said.
func (t *definitionText) problems(warnings []*apispec.Warning, err error) []api.Problem {
	var list []api.Problem
	var errs apispec.Errors
	errors.As(err, &errs)
	for _, e := range errs {
		list = append(list, t.problem(&e.Problem, api.SeverityError))
	}
	for _, w := range warnings {
		list = append(list, t.problem(&w.Problem, api.SeverityWarning))
	}
	return list
}

// problem returns a problem of loading at its place in the text.
func (t *definitionText) problem(p *apispec.Problem, severity api.Severity) api.Problem {
	out := api.Problem{Code: p.Code, Severity: severity, In: inDefinition, Pointer: p.Pointer, Message: withValue(p), Hint: p.Hint}
	if severity == api.SeverityError {
		out.Kind, out.Text = definitionKinds[p.Code], (&apispec.Error{Problem: *p}).Detail()
		out.Kind = cmp.Or(out.Kind, "request")
	} else {
		out.Text = (&apispec.Warning{Problem: *p}).Detail()
	}
	if p.Pos.IsValid() {
		from := p.Pos.Offset + t.bom
		out.Line, out.Column = p.Pos.Line, p.Pos.Column
		out.Start, out.End = t.units(from), t.units(from+max(1, p.CaretLen))
	}
	return out
}

// definitionKinds are the kinds of errors of loading that are not the fault of what the definition says.
var definitionKinds = map[string]string{apispec.CodeTooLarge: "limit", apispec.CodeSyntax: "parse"}
