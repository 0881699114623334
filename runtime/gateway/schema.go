package gateway

import (
	"errors"
	"strings"

	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/runtime/jsonschema"
)

// schema checks bodies against a model; compiled is nil for a model that cannot be used.
type schema struct{ compiled *jsonschema.Schema }

// schema compiles a model with those it refers to; the problems of a model are reported once.
func (c *compiler) schema(m *apispec.Model) *schema {
	if s, ok := c.schemas[m.Name]; ok {
		return s
	}
	if c.schemas == nil {
		c.schemas = map[string]*schema{}
		c.models = map[string]string{}
		for _, m := range c.stage.API.Models {
			c.models[apispec.ModelURL(m.Name)] = m.Schema
		}
	}
	compiled, err := jsonschema.Compile(c.models, apispec.ModelURL(m.Name))
	if err != nil {
		c.fail(&apispec.Error{Problem: apispec.Problem{
			Code: CodeSchema, Pos: m.Pos, Msg: "model " + m.Name + " cannot be used: " + err.Error(),
			Hint: "models are JSON schemas of draft 4; references lead to other models of the API", Err: err,
		}})
	}
	s := &schema{compiled}
	c.schemas[m.Name] = s
	return s
}

// check returns what is wrong with a body, "" when nothing is. The text has the form that the service's validator
// gives it: a list in brackets.
func (s *schema) check(body []byte) string {
	if s.compiled == nil {
		return ""
	}
	faults, err := s.compiled.Check(body)
	switch {
	case errors.Is(err, jsonschema.ErrNotJSON):
		return "[Unable to parse JSON body]"
	case err != nil:
		return "[" + err.Error() + "]"
	case len(faults) == 0:
		return ""
	}
	return "[" + strings.Join(faults, ", ") + "]"
}
