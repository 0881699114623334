package apispec

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

// defaultModels are the models every API has at API Gateway. They are part of an API here once something refers to
// them and the document does not define them.
var defaultModels = map[string]string{
	"Empty": `{"$schema":"http://json-schema.org/draft-04/schema#","title":"Empty Schema","type":"object"}`,
	"Error": `{"$schema":"http://json-schema.org/draft-04/schema#","title":"Error Schema","type":"object","properties":{"message":{"type":"string"}}}`,
}

// modelName is what names of models match at API Gateway.
var modelName = regexp.MustCompile(`^[a-zA-Z0-9]+$`)

// schemaContainer returns the object that holds the models of the document, nil when there is none.
func (l *loader) schemaContainer() *cursor {
	if l.swagger2 {
		return l.object(l.root.opt("definitions"))
	}
	return l.object(l.object(l.root.opt("components")).opt("schemas"))
}

// readModels reads the models of the document.
func (l *loader) readModels() {
	container := l.schemaContainer()
	for name, c := range container.fields() {
		m := &Model{Name: name, Pos: l.pos(c)}
		l.models[name] = m
		l.api.Models = append(l.api.Models, m)
		if !modelName.MatchString(name) {
			l.warnKey(c, CodeDeploy, "use letters and digits only", "Unable to create model for '%s': Model name must be alphanumeric: %s", name, name)
		}
	}
	for name, c := range container.fields() {
		m := l.models[name]
		s := &schemaReader{loader: l, about: name}
		schema := s.schema(c)
		s.warnKeywords(c)
		m.Schema = jsonText(schema)
		m.Description = c.at("description").textOr("")
	}
}

// readModelUse returns the model that a schema of a method stands for: the model it refers to, or a new one for a
// schema in place. It returns nil when there is no schema, or no such model, which API Gateway warns about only.
func (l *loader) readModelUse(c *cursor) *Model {
	c = l.object(c)
	if c == nil {
		return nil
	}
	ref := c.at("$ref")
	if ref == nil {
		return l.inlineModel(c)
	}
	text := l.text(ref)
	name, rest, ok := modelReference(text)
	switch {
	case ok && rest == "":
		if m := l.model(name); m != nil {
			return m
		}
		l.warn(ref, CodeModelNotFound, "define it, or correct the reference", "Reference to model '%s' not found. Ignoring.", name)
		return nil
	case ok || strings.HasPrefix(text, "#"):
		if target := l.follow(c); target != nil {
			return l.inlineModel(target)
		}
		return nil
	}
	l.lookup(ref) // reports
	return nil
}

// model returns the model of a name, with the default models; nil when there is none.
func (l *loader) model(name string) *Model {
	if m := l.models[name]; m != nil {
		return m
	}
	schema, ok := defaultModels[name]
	if !ok {
		return nil
	}
	m := &Model{Name: name, Schema: schema}
	l.models[name] = m
	l.inline = append(l.inline, m)
	return m
}

// inlineModel returns the model for a schema that stands in place. As at API Gateway it gets a name of its own; equal
// schemas get the same.
func (l *loader) inlineModel(c *cursor) *Model {
	if m := l.schemas[c.v]; m != nil {
		return m
	}
	m := l.newInlineModel(c)
	l.schemas[c.v] = m
	return m
}

// newInlineModel returns the model for a schema that was not seen yet.
func (l *loader) newInlineModel(c *cursor) *Model {
	s := &schemaReader{loader: l, about: "MODEL"}
	schema := jsonText(s.schema(c))
	s.warnKeywords(c)
	sum := sha256.Sum256([]byte(schema))
	name := "MODEL" + hex.EncodeToString(sum[:4])
	if m := l.models[name]; m != nil {
		return m
	}
	m := &Model{Name: name, Description: c.at("description").textOr(""), Schema: schema, Pos: l.pos(c)}
	l.models[name] = m
	l.inline = append(l.inline, m)
	return m
}

// awsModelURL is the form in which API Gateway writes references to models.
var awsModelURL = regexp.MustCompile(`^https://apigateway\.[a-z0-9.-]+/restapis/[^/]+/models/([^/#]+)(?:#(/.*)?)?$`)

// modelReference splits a reference to a model into its name and the pointer inside the model, "/properties/id";
// false when it refers to something else.
func modelReference(ref string) (name, rest string, ok bool) {
	if m := awsModelURL.FindStringSubmatch(ref); m != nil {
		return unescapePercent(m[1]), m[2], true
	}
	for _, prefix := range []string{"#/components/schemas/", "#/definitions/"} {
		if path, found := strings.CutPrefix(ref, prefix); found {
			name, rest, more := strings.Cut(path, "/")
			if more {
				rest = "/" + rest
			}
			return pointerUnescapes.Replace(unescapePercent(name)), rest, name != ""
		}
	}
	return "", "", false
}

// schemaReader turns a schema of the document into a JSON schema of draft 4.
type schemaReader struct {
	*loader
	about    string   // name of the model
	keywords []string // unsupported ones that were met
}

// fail reports an error in the schema, in the words of API Gateway.
func (s *schemaReader) fail(c *cursor, hint, msg string) {
	s.loader.fail(c, CodeModel, hint, "Unable to create model for '%s': Invalid model specified: Validation Result: warnings : [], errors : [%s]", s.about, msg)
}

// unsupportedKeywords are keywords of OpenAPI that JSON schemas of draft 4 do not have. Source: AWS-GATEWAY.md 7.
var unsupportedKeywords = []string{
	"deprecated", "discriminator", "example", "exampleSetFlag", "examples", "externalDocs", "nullable", "readOnly",
	"writeOnly", "xml",
}

// warnKeywords warns about the keywords met, once for a model.
func (s *schemaReader) warnKeywords(c *cursor) {
	if len(s.keywords) == 0 {
		return
	}
	slices.Sort(s.keywords)
	s.warnMissing(c, CodeKeyword, "", "Unsupported keyword(s): %s in model '%s'; they have no effect, and API Gateway may refuse them", jsonText(newList(textValues(slices.Compact(s.keywords))...)), s.about)
}

// textValues returns texts as values.
func textValues(texts []string) []*value {
	list := make([]*value, len(texts))
	for i, t := range texts {
		list[i] = newText(t)
	}
	return list
}

// schema returns a copy of the schema at c with references to models made absolute, and reports what is wrong in it.
func (s *schemaReader) schema(c *cursor) *value {
	if c.v.kind != kindObject {
		s.fail(c, "", "Invalid model schema specified: a schema is an object")
		return c.v
	}
	out := &value{kind: kindObject}
	for keyword, f := range c.fields() {
		if v := s.keyword(keyword, f); v != nil {
			out.add(f.key, v)
		}
	}
	return out
}

// keyword returns the copy of the value of a keyword, nil when it is left out.
func (s *schemaReader) keyword(keyword string, f *cursor) *value {
	switch keyword {
	case "$ref":
		return s.reference(f)
	case "properties", "patternProperties", "definitions":
		return s.schemaMap(keyword, f)
	case "items":
		if f.v.kind == kindList {
			return s.schemaList(keyword, f)
		}
		return s.schema(f)
	case "additionalProperties", "additionalItems":
		if f.v.kind == kindBool {
			return f.v
		}
		return s.schema(f)
	case "allOf", "anyOf", "oneOf":
		return s.schemaList(keyword, f)
	case "not":
		return s.schema(f)
	case "minItems", "maxItems":
		s.warnKey(f, CodeKeyword, "update the model after import to have it checked", "API Gateway does not take this keyword over when it imports a definition")
		return nil
	}
	if slices.Contains(unsupportedKeywords, keyword) {
		s.keywords = append(s.keywords, keyword)
		return f.v
	}
	if check := keywordChecks[keyword]; check != nil {
		if want := check(f.v); want != "" {
			s.fail(f, "", "Invalid model schema specified: "+keyword+" must be "+want)
		}
	}
	return f.v
}

// reference returns the absolute form of a reference to a model.
func (s *schemaReader) reference(f *cursor) *value {
	name, rest, ok := modelReference(s.text(f))
	if !ok {
		s.fail(f, "refer to a model of this document, such as #/components/schemas/Pet", "Model reference must be in canonical form")
		return f.v
	}
	if s.model(name) == nil {
		hint := "define it, or correct the reference"
		if word := s.suggest(name, s.modelNames); word != "" {
			hint = "did you mean " + quote(word) + "?"
		}
		s.fail(f, hint, "Reference to model '"+name+"' not found")
		return f.v
	}
	if rest != "" {
		if _, own := defaultModels[name]; !own && s.schemaContainer().at(name).walk(rest) == nil {
			s.fail(f, "", "Reference to '"+rest+"' of model '"+name+"' not found")
			return f.v
		}
		rest = "#" + rest
	}
	return newText(ModelURL(name) + rest)
}

// modelNames returns the names of all models.
func (s *schemaReader) modelNames() []string {
	names := make([]string, 0, len(s.api.Models))
	for _, m := range s.api.Models {
		names = append(names, m.Name)
	}
	return names
}

// schemaMap returns the copy of an object of schemas.
func (s *schemaReader) schemaMap(keyword string, f *cursor) *value {
	if f.v.kind != kindObject {
		s.fail(f, "", "Invalid model schema specified: "+keyword+" must be an object of schemas")
		return f.v
	}
	out := &value{kind: kindObject}
	for _, c := range f.fields() {
		out.add(c.key, s.schema(c))
	}
	return out
}

// schemaList returns the copy of a list of schemas.
func (s *schemaReader) schemaList(keyword string, f *cursor) *value {
	if f.v.kind != kindList || len(f.v.items) == 0 {
		s.fail(f, "", "Invalid model schema specified: "+keyword+" must be a list of schemas that is not empty")
		return f.v
	}
	out := &value{kind: kindList}
	for c := range f.items() {
		out.items = append(out.items, s.schema(c))
	}
	return out
}
