package differential

import (
	"encoding/json"
	"regexp"

	"github.com/vtlkit/vtl/conformance"
)

// minimiser makes a request smaller as long as holds is true of it.
type minimiser struct {
	holds func(conformance.Request) bool
	// tries is how many more requests may be tried.
	tries int
	best  conformance.Request
}

// Minimise returns the smallest request it finds in the given number of tries for which holds is true. It is true
// of r.
func Minimise(r conformance.Request, tries int, holds func(conformance.Request) bool) conformance.Request {
	m := &minimiser{holds: holds, tries: tries, best: r}
	for {
		before := size(m.best)
		m.dropData()
		m.cutTemplate()
		m.simplifyData()
		if m.tries <= 0 || size(m.best) >= before {
			return m.best
		}
	}
}

// size is what minimising makes smaller.
func size(r conformance.Request) int {
	n := len(r.Template) + len(r.Context) + len(r.Macros)
	if g := r.APIGW; g != nil {
		n += 20 + len(g.Body) + len(g.Params) + len(g.Context) + len(g.StageVariables)
	}
	return n
}

// try takes r if it still holds.
func (m *minimiser) try(r conformance.Request) bool {
	if m.tries <= 0 {
		return false
	}
	m.tries--
	if !m.holds(r) {
		return false
	}
	m.best = r
	return true
}

// dropData tries to do without whole parts of the request.
func (m *minimiser) dropData() {
	drop := func(change func(r *conformance.Request, g *conformance.Gateway)) {
		r := m.best
		g := &conformance.Gateway{}
		if r.APIGW != nil {
			*g = *r.APIGW
		}
		change(&r, g)
		if r.APIGW != nil {
			r.APIGW = g
		}
		if size(r) < size(m.best) {
			m.try(r)
		}
	}
	drop(func(r *conformance.Request, _ *conformance.Gateway) { r.Macros = "" })
	drop(func(r *conformance.Request, _ *conformance.Gateway) { r.Context = nil })
	drop(func(r *conformance.Request, _ *conformance.Gateway) { r.APIGW = nil })
	drop(func(_ *conformance.Request, g *conformance.Gateway) { g.Body = "" })
	drop(func(_ *conformance.Request, g *conformance.Gateway) { g.Params = nil })
	drop(func(_ *conformance.Request, g *conformance.Gateway) { g.Context = nil })
	drop(func(_ *conformance.Request, g *conformance.Gateway) { g.StageVariables = nil })
}

// tokenOf splits a template so that what belongs together goes together.
var tokenOf = regexp.MustCompile(`\r\n|[ \t]+|[A-Za-z_][A-Za-z0-9_-]*|[0-9]+|(?s:.)`)

// lineOf matches a line with its end.
var lineOf = regexp.MustCompile(`[^\n]*\n|[^\n]+`)

// cutTemplate takes away lines, then tokens, then characters.
func (m *minimiser) cutTemplate() {
	m.cut(lineOf.FindAllString(m.best.Template, -1))
	m.cut(tokenOf.FindAllString(m.best.Template, -1))
	var runes []string
	for _, r := range m.best.Template {
		runes = append(runes, string(r))
	}
	m.cut(runes)
}

// cut takes away stretches of parts, long ones first.
func (m *minimiser) cut(parts []string) {
	for n := len(parts) / 2; n >= 1; n /= 2 {
		for at := 0; at+n <= len(parts); {
			rest := append(append([]string{}, parts[:at]...), parts[at+n:]...)
			r := m.best
			r.Template = join(rest)
			if m.try(r) {
				parts = rest
			} else {
				at += n
			}
		}
	}
	m.cutPairs(parts)
}

// cutPairs takes away two parts at once, for brackets and directives with their ends.
func (m *minimiser) cutPairs(parts []string) {
	const mostParts = 60
	if len(parts) > mostParts {
		return
	}
	for i := 0; i < len(parts); i++ {
		for j := i + 1; j < len(parts); j++ {
			rest := append(append([]string{}, parts[:i]...), parts[i+1:j]...)
			rest = append(rest, parts[j+1:]...)
			r := m.best
			r.Template = join(rest)
			if m.try(r) {
				parts = rest
				j = i
			}
		}
	}
}

func join(parts []string) string {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	b := make([]byte, 0, n)
	for _, p := range parts {
		b = append(b, p...)
	}
	return string(b)
}

// simplifyData makes the JSON parts of the request smaller.
func (m *minimiser) simplifyData() {
	m.simplify(m.best.Context, func(r *conformance.Request, v json.RawMessage) { r.Context = v })
	if m.best.APIGW == nil {
		return
	}
	inGateway := func(set func(g *conformance.Gateway, v json.RawMessage)) func(*conformance.Request, json.RawMessage) {
		return func(r *conformance.Request, v json.RawMessage) {
			g := *r.APIGW
			set(&g, v)
			r.APIGW = &g
		}
	}
	m.simplify(json.RawMessage(m.best.APIGW.Body), inGateway(func(g *conformance.Gateway, v json.RawMessage) { g.Body = string(v) }))
	m.simplify(m.best.APIGW.Params, inGateway(func(g *conformance.Gateway, v json.RawMessage) { g.Params = v }))
	m.simplify(m.best.APIGW.Context, inGateway(func(g *conformance.Gateway, v json.RawMessage) { g.Context = v }))
	m.simplify(m.best.APIGW.StageVariables, inGateway(func(g *conformance.Gateway, v json.RawMessage) { g.StageVariables = v }))
}

// simplify tries simpler values in place of raw.
func (m *minimiser) simplify(raw json.RawMessage, set func(*conformance.Request, json.RawMessage)) {
	t := parseTree(raw)
	for t != nil {
		next := (*tree)(nil)
		for _, s := range t.simpler() {
			r := m.best
			set(&r, s.text())
			if size(r) < size(m.best) && m.try(r) {
				next = s
				break
			}
		}
		t = next
	}
}
