package gateway

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/vtl/java"
)

// CodeSchema reports that a model cannot be used to check bodies.
const CodeSchema = "VTL572"

// schema checks bodies against a model.
type schema struct{ compiled *jsonschema.Schema }

// schema compiles a model with those it refers to; the problems of a model are reported once.
func (c *compiler) schema(m *apispec.Model) *schema {
	if s, ok := c.schemas[m.Name]; ok {
		return s
	}
	if c.schemas == nil {
		c.schemas = map[string]*schema{}
	}
	s := &schema{}
	c.schemas[m.Name] = s
	jc := jsonschema.NewCompiler()
	jc.DefaultDraft(jsonschema.Draft4)
	jc.UseLoader(noLoader{})
	jc.UseRegexpEngine(javaRegexp)
	for _, other := range c.stage.API.Models {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(other.Schema))
		if err == nil {
			err = jc.AddResource(apispec.ModelURL(other.Name), doc)
		}
		if err != nil && other == m {
			c.schemaError(m, err)
			return s
		}
	}
	compiled, err := jc.Compile(apispec.ModelURL(m.Name))
	if err != nil {
		c.schemaError(m, err)
		return s
	}
	s.compiled = compiled
	return s
}

// schemaError reports a model that cannot be used.
func (c *compiler) schemaError(m *apispec.Model, err error) {
	c.fail(&apispec.Error{Problem: apispec.Problem{
		Code: CodeSchema, Pos: m.Pos, Msg: "model " + m.Name + " cannot be used: " + schemaFault(err),
		Hint: "models are JSON schemas of draft 4; references lead to other models of the API", Err: err,
	}})
}

// schemaFault returns the innermost message of a schema error in one line.
func schemaFault(err error) string {
	var invalid *jsonschema.SchemaValidationError
	if errors.As(err, &invalid) {
		err = invalid.Err
	}
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	return strings.TrimLeft(lines[len(lines)-1], " -")
}

// noLoader loads nothing: models refer only to each other.
type noLoader struct{}

// Load refuses.
func (noLoader) Load(url string) (any, error) {
	return nil, fmt.Errorf("%s is no model of the API", url)
}

// patternRegexp is a Java pattern as a JSON schema uses it: it may match anywhere.
type patternRegexp struct {
	re     *java.Regex
	source string
}

// javaRegexp compiles the patterns of schemas.
func javaRegexp(source string) (jsonschema.Regexp, error) {
	var re *java.Regex
	var err error
	if limit := java.Guard(func() {
		re, err = java.CompileRegex(java.NewMeter(context.Background(), java.DefaultLimits()), source, 0)
	}); limit != nil {
		return nil, limit
	}
	return patternRegexp{re, source}, err
}

// MatchString tells whether the pattern matches somewhere in a text. A match beyond the limits is none.
func (p patternRegexp) MatchString(s string) bool {
	found := false
	err := java.Guard(func() {
		// What is put behind the first match shows that there is one.
		out, err := p.re.ReplaceAll(java.NewMeter(context.Background(), java.DefaultLimits()), s, "$0\x00", 1)
		found = err == nil && len(out) > len(s)
	})
	return found && err == nil
}

// String returns the pattern.
func (p patternRegexp) String() string { return p.source }

// check returns what is wrong with a body, "" when nothing is. The text has the form that the service's validator
// gives it: a list in brackets.
func (s *schema) check(body []byte) string {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return "[Unable to parse JSON body]"
	}
	if s.compiled == nil {
		return ""
	}
	err = s.compiled.Validate(doc)
	var invalid *jsonschema.ValidationError
	if err == nil {
		return ""
	}
	if !errors.As(err, &invalid) {
		return "[" + firstLine(err.Error()) + "]"
	}
	var faults []string
	collectFaults(invalid, &faults)
	return "[" + strings.Join(faults, ", ") + "]"
}

// maxFaults bounds how many faults of a body are listed.
const maxFaults = 20

// collectFaults appends the faults at the leaves of an error.
func collectFaults(e *jsonschema.ValidationError, out *[]string) {
	if len(*out) >= maxFaults {
		return
	}
	if len(e.Causes) == 0 {
		*out = append(*out, faultText(e.ErrorKind))
		return
	}
	for _, c := range e.Causes {
		collectFaults(c, out)
	}
}

// faultText words a fault as the service's validator does where its wording is known.
func faultText(k jsonschema.ErrorKind) string {
	switch k := k.(type) {
	case *kind.Required:
		return "object has missing required properties (" + quotedList(k.Missing) + ")"
	case *kind.Type:
		return fmt.Sprintf("instance type (%s) does not match any allowed primitive type (allowed: %s)", k.Got, quotedList(k.Want))
	case *kind.AdditionalProperties:
		return "object instance has properties which are not allowed by the schema: " + quotedList(k.Properties)
	case *kind.Pattern:
		return fmt.Sprintf("ECMA 262 regex %q does not match input string %q", k.Want, k.Got)
	case *kind.Enum:
		return "instance value not found in enum"
	}
	return strings.ReplaceAll(fmt.Sprintf("%v", k.KeywordPath()), "\n", " ") + " is not satisfied"
}

// quotedList returns names as a JSON list.
func quotedList(names []string) string {
	q := make([]string, len(names))
	for i, n := range names {
		q[i] = quoteJSON(n)
	}
	return "[" + strings.Join(q, ",") + "]"
}
