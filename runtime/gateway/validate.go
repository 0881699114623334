package gateway

import (
	"context"
	"slices"
	"strings"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// validation is what a method's validator checks.
type validation struct {
	required []*apispec.Parameter // in the order in which missing ones are listed
	bodies   []bodySchema
	body     bool
}

// bodySchema is the model of a content type.
type bodySchema struct {
	contentType string // lower case, without parameters; "$default"
	schema      *schema
}

// validation compiles what the validator of a method checks; nil when there is nothing.
func (c *compiler) validation(spec *apispec.Method) *validation {
	if spec.Validator == nil || !spec.Validator.Body && !spec.Validator.Parameters {
		return nil
	}
	v := &validation{body: spec.Validator.Body}
	if spec.Validator.Parameters {
		for _, p := range spec.Parameters {
			if p.Required {
				v.required = append(v.required, p)
			}
		}
		slices.SortStableFunc(v.required, func(a, b *apispec.Parameter) int {
			if n := locationRank(a.In) - locationRank(b.In); n != 0 {
				return n
			}
			return strings.Compare(a.Name, b.Name)
		})
	}
	if v.body {
		for _, m := range spec.RequestModels {
			if m.Model != nil {
				v.bodies = append(v.bodies, bodySchema{strings.ToLower(mediaType(m.ContentType)), c.schema(m.Model)})
			}
		}
	}
	return v
}

// locationRank orders missing parameters: header, path, query. Source: section 7.
func locationRank(in apispec.Location) int {
	return slices.Index([]apispec.Location{apispec.Header, apispec.Path, apispec.QueryString}, in)
}

// validate checks a method request: parameters, then the body. Source: section 7.
func validate(_ context.Context, x *Exchange) error {
	x.logReceived()
	v := x.Method.validation
	if v == nil {
		return nil
	}
	var missing []string
	for _, p := range v.required {
		if strings.TrimSpace(x.parameter(p)) == "" {
			missing = append(missing, p.Name)
		}
	}
	if len(missing) > 0 {
		list := "[" + strings.Join(missing, ", ") + "]"
		return &Failure{Type: BadRequestParameters, Message: "Missing required request parameters: " + list, Log: "Request validation failed: Missing required request parameters: " + list}
	}
	if !v.body {
		return nil
	}
	return x.validateBody(v)
}

// parameter returns the value of a declared parameter; "" when it is missing.
func (x *Exchange) parameter(p *apispec.Parameter) string {
	var value string
	switch p.In {
	case apispec.Header:
		value, _ = x.Header.GetFold(p.Name)
	case apispec.Path:
		value, _ = x.Path.Get(p.Name)
	case apispec.QueryString:
		value, _ = x.Query.Get(p.Name)
	}
	return value
}

// validateBody checks the body against the model of its content type. Without one anything passes; an empty body
// counts as {}.
func (x *Exchange) validateBody(v *validation) error {
	contentType := "application/json"
	if ct, ok := x.Header.GetFold("Content-Type"); ok && mediaType(ct) != "" {
		contentType = strings.ToLower(mediaType(ct))
	}
	s := v.schema(contentType)
	if s == nil {
		return nil
	}
	body := x.Body
	if len(body) == 0 {
		body = []byte("{}")
	}
	if faults := s.check(body); faults != "" {
		return &Failure{Type: BadRequestBody, Validation: faults, Log: "Request body does not match model schema for content type " + contentType + ": " + faults}
	}
	return nil
}

// schema returns the schema for a content type, that of $default without one of its own; nil when there is none.
func (v *validation) schema(contentType string) *schema {
	for _, want := range []string{contentType, "$default"} {
		for _, b := range v.bodies {
			if b.contentType == want {
				return b.schema
			}
		}
	}
	return nil
}
