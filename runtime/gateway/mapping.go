package gateway

import (
	"context"
	"errors"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/apispec"
	"github.com/vtlkit/vtl/runtime/jsonpath"
	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/java"
)

// mapping is a compiled parameter mapping.
type mapping struct {
	spec apispec.Mapping
	path *jsonpath.Path // of a body source with a path; nil otherwise
}

// requestMapping and responseMapping are the mappings of the two directions.
type (
	requestMapping  = mapping
	responseMapping = mapping
)

// requestMappings compiles the parameter mappings of an integration request.
func (c *compiler) requestMappings(list []apispec.Mapping) []requestMapping { return c.mappings(list) }

// responseMappings compiles those of an integration response.
func (c *compiler) responseMappings(list []apispec.Mapping) []responseMapping {
	return c.mappings(list)
}

// mappings compiles parameter mappings.
func (c *compiler) mappings(list []apispec.Mapping) []mapping {
	var out []mapping
	for _, spec := range list {
		m := mapping{spec: spec}
		if bodySource(spec.From.Kind) && spec.From.Name != "" {
			p, err := jsonpath.Compile(bodyPath(spec.From.Name), java.DefaultLimits())
			if err != nil {
				c.fail(&apispec.Error{Problem: apispec.Problem{
					Code: CodeMappingPath, Pos: spec.Pos, Msg: "invalid JSONPath in a parameter mapping: " + firstLine(err.Error()),
					Value: quoteJSON(spec.From.Expr), Hint: "what stands behind body. is a JSONPath without its leading $.", Err: err,
				}})
			}
			m.path = p
		}
		out = append(out, m)
	}
	return out
}

// bodySource tells whether a source reads a body.
func bodySource(k apispec.SourceKind) bool {
	return k == apispec.FromRequestBody || k == apispec.FromResponseBody
}

// bodyPath returns the JSONPath that a mapping means: one without "$." begins at the root.
func bodyPath(name string) string {
	switch {
	case strings.HasPrefix(name, "$"):
		return name
	case strings.HasPrefix(name, "["):
		return "$" + name
	}
	return "$." + name
}

// firstLine returns the first line of a message.
func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// mappingBody is the body that mappings read, parsed when the first one asks.
type mappingBody struct {
	text   string
	parsed bool
	doc    java.Value
	err    error
	meter  *java.Meter
	// replaceMessage parses errorMessage where it holds JSON, as mappings from functions' errors do.
	replaceMessage bool
}

// newMappingBody returns the body of a request or response; an empty one reads as {}. Source: section 9.
func newMappingBody(ctx context.Context, body []byte) *mappingBody {
	text := string(body)
	if text == "" {
		text = "{}"
	}
	return &mappingBody{text: text, meter: java.NewMeter(ctx, java.DefaultLimits())}
}

// looksJSON tells whether a body must parse: it begins with { [ " or '. Other text is taken as it is.
func looksJSON(text string) bool {
	return text != "" && strings.IndexByte(`{["'`, text[0]) >= 0
}

// value returns what a path finds as text, or the whole body for a nil path. ok is false where there is nothing.
// The error says that the body claims to be JSON and is none.
func (b *mappingBody) value(p *jsonpath.Path) (text string, ok bool, err error) {
	limit := java.Guard(func() { text, ok, err = b.read(p) })
	if limit != nil {
		return "", false, limit
	}
	return text, ok, err
}

// read is value without a guard around the limits of the meter.
func (b *mappingBody) read(p *jsonpath.Path) (string, bool, error) {
	if !looksJSON(b.text) {
		return b.text, p == nil, nil
	}
	if !b.parsed {
		b.parsed = true
		b.doc, b.err = jsonsmart.Parse(b.meter, b.text)
		if b.err == nil && b.replaceMessage {
			b.err = b.parseMessage()
		}
	}
	switch {
	case b.err != nil:
		return "", false, b.err
	case p == nil:
		return b.text, true, nil
	}
	v := b.at(p)
	if v == nil {
		return "", false, nil
	}
	if s, ok := v.(java.String); ok {
		return string(s), true, nil
	}
	out, err := jsonsmart.Text(b.meter, v, jsonsmart.Compressed)
	return out, err == nil, nil
}

// at returns the value a path leads to in the parsed body; nil when it leads nowhere, which is no failure.
func (b *mappingBody) at(p *jsonpath.Path) java.Value {
	v, err := p.Read(b.meter, b.doc)
	if err != nil {
		return nil
	}
	return v
}

// parseMessage replaces errorMessage by what its text parses to when that is JSON. Source: section 13.
func (b *mappingBody) parseMessage() error {
	m, ok := b.doc.(*java.Map)
	if !ok {
		return nil
	}
	v, _ := m.GetString("errorMessage")
	s, ok := v.(java.String)
	if !ok || !looksJSON(string(s)) {
		return nil
	}
	inner, err := jsonsmart.Parse(b.meter, string(s))
	if err == nil {
		m.Put(b.meter, java.String("errorMessage"), inner)
	}
	return nil
}

// source returns the value of a mapping source that reads the request, the context or stage variables. ok is false
// when there is none; the source then counts as missing.
func (x *Exchange) source(s apispec.Source) (value string, ok bool) {
	switch s.Kind {
	case apispec.FromLiteral:
		return s.Name, true
	case apispec.FromRequestHeader:
		return x.Header.Get(s.Name)
	case apispec.FromRequestQuery:
		return x.Query.Get(s.Name)
	case apispec.FromRequestPath:
		return x.Path.Get(s.Name)
	case apispec.FromRequestMultiHeader:
		all := x.Header.All(s.Name)
		return strings.Join(all, ","), len(all) > 0
	case apispec.FromRequestMultiQuery:
		all := x.Query.All(s.Name)
		return strings.Join(all, ","), len(all) > 0
	case apispec.FromContext:
		return x.contextValue(s.Name)
	case apispec.FromStageVariable:
		value, ok = x.StageVariables[s.Name]
		return value, ok
	}
	return "", false
}

// mapRequest applies the parameter mappings of the method to x.Request.Mapped.
func (x *Exchange) mapRequest(ctx context.Context) error {
	var body *mappingBody
	out := &x.Request.Mapped
	for i := range x.Method.mappings {
		m := &x.Method.mappings[i]
		var value string
		var ok bool
		switch {
		case m.spec.From.Kind == apispec.FromRequestBody:
			if body == nil {
				body = newMappingBody(ctx, x.Body)
			}
			var err error
			if value, ok, err = body.value(m.path); err != nil {
				return &Failure{Type: BadRequestBody, Message: "Invalid JSON in request body", Log: "Execution failed due to configuration error: Invalid JSON in request body", Err: err}
			}
		case m.spec.From.Kind == apispec.FromRequestMultiQuery && m.spec.In == apispec.QueryString:
			for _, v := range x.Query.All(m.spec.From.Name) {
				out.add(m.spec.In, m.spec.Name, v)
			}
			continue
		default:
			value, ok = x.source(m.spec.From)
		}
		if ok {
			out.add(m.spec.In, m.spec.Name, value)
		}
	}
	return nil
}

// add adds a parameter at its place.
func (m *Mapped) add(in apispec.Location, name, value string) {
	p := runtime.Pair{Name: name, Value: value}
	switch in {
	case apispec.Header:
		m.Header = append(m.Header, p)
	case apispec.QueryString:
		m.Query = append(m.Query, p)
	case apispec.Path:
		m.Path = append(m.Path, p)
	}
}

// override lets what a template set replace what was mapped. Source: section 11.
func (m *Mapped) override(o runtime.RequestOverride) {
	for _, h := range o.Header {
		m.Header = setFold(m.Header, h.Name, h.Value)
	}
	for _, q := range o.Query {
		m.Query = setExact(m.Query, q.Name, q.Value)
	}
	for _, p := range o.Path {
		m.Path = setExact(m.Path, p.Name, p.Value)
	}
}

// mapReply returns the headers that the mappings of an integration response make.
func (x *Exchange) mapReply(ctx context.Context, r *integrationResponse, body []byte) (runtime.Pairs, error) {
	var out runtime.Pairs
	var parsed *mappingBody
	for i := range r.mappings {
		m := &r.mappings[i]
		from := m.spec.From
		var value string
		var ok bool
		switch from.Kind {
		case apispec.FromResponseHeader:
			value, ok = x.Reply.Header.Get(from.Name)
		case apispec.FromResponseMultiHeader:
			all := x.Reply.Header.All(from.Name)
			value, ok = strings.Join(all, ","), len(all) > 0
		case apispec.FromResponseBody:
			if parsed == nil {
				parsed = newMappingBody(ctx, body)
				parsed.replaceMessage = x.Reply.ErrorMessage != ""
			}
			var err error
			if value, ok, err = parsed.value(m.path); err != nil {
				return nil, configurationError("Unable to transform response: Invalid JSON in response body", err)
			}
		default:
			value, ok = x.source(from)
		}
		if ok {
			out = append(out, runtime.Pair{Name: m.spec.Name, Value: value})
		}
	}
	return out, nil
}

// templates are compiled mapping templates by content type.
type templates struct {
	list []compiledTemplate
}

// compiledTemplate is a mapping template.
type compiledTemplate struct {
	contentType string // lower case, without parameters; "$default"
	key         string // content type as written in the definition
	empty       bool   // the text is empty
	// static is the output of a template without references and directives; nil for any other.
	static []byte
	tpl    *runtime.Template
	// given are the variables of $context that the exchange makes for the template, as indices of given.
	given []int
}

// templates compiles mapping templates.
func (c *compiler) templates(list []apispec.Template) templates {
	var t templates
	options := append([]runtime.Option{runtime.WithoutWarnings()}, c.opts.Templates...)
	for _, spec := range list {
		tpl, err := runtime.Compile(spec.Value, options...)
		if err != nil {
			c.templateError(spec, err)
			continue
		}
		var static []byte
		if !strings.ContainsAny(spec.Value, "$#") {
			static = []byte(spec.Value)
		}
		t.list = append(t.list, compiledTemplate{
			static: static, contentType: strings.ToLower(mediaType(spec.ContentType)), key: spec.ContentType, empty: spec.Value == "", tpl: tpl,
			given: givenTo(tpl),
		})
	}
	return t
}

// templateError reports a template that cannot be compiled, at its place in the definition.
func (c *compiler) templateError(spec apispec.Template, err error) {
	var e *vtl.Error
	if errors.As(err, &e) {
		c.fail(spec.TemplateError(e))
		return
	}
	c.fail(spec.Error("", firstLine(err.Error()), "", 0, len(spec.Value)))
}

// find returns the template of a content type; nil when there is none.
func (t *templates) find(contentType string) *compiledTemplate {
	for i := range t.list {
		if strings.EqualFold(t.list[i].contentType, contentType) {
			return &t.list[i]
		}
	}
	return nil
}
