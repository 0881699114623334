package playground

import (
	_ "embed" // for the schema
	"encoding/json"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/vtlkit/vtl/playground/internal/apischema"
)

//go:generate go run ./internal/schemagen

// schema is the JSON Schema of the interface.
//
//go:embed schema.json
var schema []byte

// docsPage is the template of the documentation.
//
//go:embed docs.html
var docsPage string

// serveSchema answers with the JSON Schema of the interface.
func serveSchema(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, jsonType, schema)
}

// docs is what the documentation shows.
type docs struct {
	Nonce    string
	Document apischema.Document
	Types    []docsType
	Limits   Limits
}

// docsType is a type with its members in order.
type docsType struct {
	Name, Description, Kind string
	Members                 []docsMember
}

// docsMember is a member of a type.
type docsMember struct {
	Name, Description string
	Type              template.HTML
	Required          bool
}

// newDocs returns the handler of the page of documentation.
func (s *Server) newDocs() (echo.HandlerFunc, error) {
	page, err := template.New("docs").Funcs(template.FuncMap{"types": refLinks}).Parse(docsPage)
	if err != nil {
		return nil, err
	}
	d := docs{Limits: s.options.Limits}
	if err := json.Unmarshal(schema, &d.Document); err != nil {
		return nil, err
	}
	for _, name := range sorted(d.Document.Defs, func(s string) string { return s }) {
		d.Types = append(d.Types, typeDocs(name, d.Document.Defs[name]))
	}
	return func(c echo.Context) error {
		d := d
		d.Nonce = newNonce()
		var b strings.Builder
		if err := page.Execute(&b, d); err != nil {
			return err
		}
		c.Response().Header().Set("Content-Security-Policy", policyOf(d.Nonce))
		return c.HTML(http.StatusOK, b.String())
	}, nil
}

// typeDocs returns what the documentation shows of a type.
func typeDocs(name string, s *apischema.Schema) docsType {
	t := docsType{Name: name, Description: s.Description}
	if len(s.Enum) > 0 {
		t.Kind = "one of " + strings.Join(s.Enum, ", ")
	} else if s.Properties == nil {
		t.Kind = stripTags(string(typeText(s)))
	}
	for _, member := range sorted(s.Properties, func(s string) string { return s }) {
		p := s.Properties[member]
		t.Members = append(t.Members, docsMember{Name: member, Description: p.Description, Type: typeText(p), Required: slices.Contains(s.Required, member)})
	}
	return t
}

// typeText returns a type in words, with links to the types it names.
func typeText(s *apischema.Schema) template.HTML {
	switch {
	case s.Ref != "":
		return link(s.Ref)
	case s.Items != nil:
		return "list of " + typeText(s.Items)
	case s.Additional != nil:
		return "object of " + typeText(s.Additional)
	}
	switch kind := s.Type.(type) {
	case string:
		return template.HTML(template.HTMLEscapeString(kind))
	case []any:
		return "integer or null"
	}
	return "any value"
}

// stripTags returns a text of typeText without its links.
func stripTags(s string) string {
	for {
		before, rest, ok := strings.Cut(s, "<")
		if !ok {
			return s
		}
		_, after, _ := strings.Cut(rest, ">")
		s = before + after
	}
}

// link returns a link to the type that a reference names.
func link(ref string) template.HTML {
	name := template.HTMLEscapeString(strings.TrimPrefix(ref, "#/$defs/"))
	return template.HTML(`<a href="#` + name + `">` + name + `</a>`)
}

// refLinks returns the types that a method takes or gives, with links.
func refLinks(r *apischema.Ref) template.HTML {
	switch {
	case r == nil:
		return "nothing"
	case r.Items != nil:
		return "list of " + refLinks(r.Items)
	case r.Ref != "":
		return link(r.Ref)
	}
	parts := make([]string, 0, len(r.AnyOf))
	for i := range r.AnyOf {
		parts = append(parts, string(refLinks(&r.AnyOf[i])))
	}
	return template.HTML(strings.Join(parts, " or "))
}
