package gateway

import (
	"context"
	"strconv"

	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/vtl/java"
)

// integrationResponse is a compiled integration response.
type integrationResponse struct {
	spec      *apispec.IntegrationResponse
	pattern   *java.Regex // nil: the default
	status    int
	mappings  []responseMapping
	templates templates
}

// integrationResponse compiles a response of m and keeps it.
func (c *compiler) integrationResponse(m *Method, spec *apispec.IntegrationResponse) {
	r := &integrationResponse{spec: spec, mappings: c.responseMappings(spec.Parameters), templates: c.templates(spec.Templates)}
	r.status, _ = strconv.Atoi(spec.StatusCode)
	if r.status == 0 {
		r.status = 200
	}
	if spec.IsDefault {
		m.fallback = r
		return
	}
	r.pattern = c.pattern(spec.Pattern, CodePattern)
	m.responses = append(m.responses, r)
}

// pattern compiles a Java regular expression of the definition; nil when it is none, which is then reported.
func (c *compiler) pattern(text apispec.Text, code string) *java.Regex {
	var re *java.Regex
	var err error
	limit := java.Guard(func() {
		re, err = java.CompileRegex(java.NewMeter(context.Background(), java.DefaultLimits()), text.Value, 0)
	})
	if err == nil {
		err = limit
	}
	if err != nil {
		c.fail(text.Error(code, "invalid regular expression "+quoteJSON(text.Value)+": "+firstLine(err.Error()), "patterns are Java regular expressions and match the whole text", 0, len(text.Value)))
		return nil
	}
	return re
}

// matchWhole tells whether a pattern matches all of a text, within the limits of a match. A match that would take
// longer is none.
func matchWhole(ctx context.Context, re *java.Regex, text string) bool {
	ok := false
	err := java.Guard(func() { ok = re.Matches(java.NewMeter(ctx, java.DefaultLimits()), text) })
	return ok && err == nil
}

// selectResponse returns the integration response for what the integration answered: the first whose pattern matches
// as a whole, else the default; nil when there is none. Source: section 13. Among patterns the status code of the
// response decides, the lowest first: maps of a definition have no order on the service.
func (m *Method) selectResponse(ctx context.Context, text string) *integrationResponse {
	var best *integrationResponse
	for _, r := range m.responses {
		if (best == nil || r.status < best.status) && matchWhole(ctx, r.pattern, text) {
			best = r
		}
	}
	if best == nil {
		return m.fallback
	}
	return best
}
