// Package apischema makes the JSON Schema of the playground's interface from the Go source of its types, so that names,
// shapes and descriptions are those of the code.
package apischema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"
)

// folders hold the types, from the root of the repository; the first one's names win.
var folders = []string{"playground/api", "runtime/explain"}

// required are the members that calls need. Types that no call holds require all that is not left out when empty.
var required = map[string][]string{
	"Run": {"template"}, "RawRequest": {"text"}, "NodesQuery": {"body"}, "CopyQuery": {"as", "run"}, "ImportQuery": {"text"},
	"ChainQuery": {"chain"}, "Integration": {"type"}, "Chain": {"integration"},
}

// Schema is a JSON Schema as far as it is used here.
type Schema struct {
	Type        any                `json:"type,omitempty"`
	Description string             `json:"description,omitempty"`
	Ref         string             `json:"$ref,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Properties  map[string]*Schema `json:"properties,omitempty"`
	Additional  *Schema            `json:"additionalProperties,omitempty"`
	Items       *Schema            `json:"items,omitempty"`
	MinItems    int                `json:"minItems,omitempty"`
	MaxItems    int                `json:"maxItems,omitempty"`
}

// Document is the published schema.
type Document struct {
	Schema      string             `json:"$schema"`
	Title       string             `json:"title"`
	Description string             `json:"description"`
	Methods     []Method           `json:"methods"`
	Failure     *Ref               `json:"failure"`
	Defs        map[string]*Schema `json:"$defs"`
}

// Make returns the schema as JSON, made from the source below root.
func Make(root fs.FS) ([]byte, error) {
	types, err := parse(root)
	if err != nil {
		return nil, err
	}
	m := &maker{types: types, defs: map[string]*Schema{}}
	doc := Document{
		Schema: "https://json-schema.org/draft/2020-12/schema", Title: "vtl playground",
		Description: "The methods of the playground with the types they take and give. Offsets count UTF-16 code units from 0. Answers may get more members.",
		Methods:     Methods(), Failure: to("Failure"), Defs: m.defs,
	}
	var call Schema
	if err := json.Unmarshal([]byte(line), &call); err != nil {
		return nil, err
	}
	m.defs["Line"] = &call
	for _, method := range doc.Methods {
		m.follow(method.Request, true)
	}
	for _, method := range doc.Methods {
		m.follow(method.Answer, false)
	}
	m.follow(doc.Failure, false)
	if m.err != nil {
		return nil, m.err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err = e.Encode(doc)
	return b.Bytes(), err
}

// declared is a type with its comment and the texts of its constants.
type declared struct {
	expr   ast.Expr
	doc    string
	values []string
}

// parse reads the types of all folders.
func parse(root fs.FS) (map[string]*declared, error) {
	types := map[string]*declared{}
	for _, folder := range folders {
		names, err := fs.Glob(root, path.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := fs.ReadFile(root, name)
			if err != nil {
				return nil, err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments)
			if err != nil {
				return nil, err
			}
			for _, d := range file.Decls {
				if g, ok := d.(*ast.GenDecl); ok {
					declare(types, g)
				}
			}
		}
	}
	return types, nil
}

// declare adds the types of a declaration, and constants to theirs. An alias of a type in another folder is left out, as
// it has the same name there.
func declare(types map[string]*declared, g *ast.GenDecl) {
	for _, spec := range g.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			name := upper(spec.Name.Name)
			if spec.Assign.IsValid() || types[name] != nil && types[name].expr != nil {
				continue
			}
			doc := spec.Doc
			if doc == nil {
				doc = g.Doc
			}
			of(types, name).expr, of(types, name).doc = spec.Type, oneLine(doc.Text())
		case *ast.ValueSpec:
			name, ok := spec.Type.(*ast.Ident)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, v := range spec.Values {
				if lit, ok := v.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					text, _ := strconv.Unquote(lit.Value)
					of(types, upper(name.Name)).values = append(of(types, upper(name.Name)).values, text)
				}
			}
		}
	}
}

// of returns the entry of a name, made when there is none.
func of(types map[string]*declared, name string) *declared {
	if types[name] == nil {
		types[name] = &declared{}
	}
	return types[name]
}

// upper returns a name as the schema has it: types that Go keeps to itself are published like others.
func upper(name string) string { return string(unicode.ToUpper(rune(name[0]))) + name[1:] }

// oneLine returns a comment in one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// maker makes the schemas of the types that methods use.
type maker struct {
	types map[string]*declared
	defs  map[string]*Schema
	calls bool // whether what is made now is part of a call
	err   error
}

// follow makes the types that r names.
func (m *maker) follow(r *Ref, calls bool) {
	if r == nil {
		return
	}
	m.calls = calls
	if name, ok := strings.CutPrefix(r.Ref, "#/$defs/"); ok && name != "Line" {
		m.named(name)
	}
	for i := range r.AnyOf {
		m.follow(&r.AnyOf[i], calls)
	}
	m.follow(r.Items, calls)
}

// named returns the schema that names a type, and makes that of the type.
func (m *maker) named(name string) *Schema {
	ref := &Schema{Ref: "#/$defs/" + name}
	if m.defs[name] != nil {
		return ref
	}
	t := m.types[name]
	if t == nil || t.expr == nil {
		m.err = fmt.Errorf("the type %s is not declared", name)
		return ref
	}
	m.defs[name] = &Schema{} // types may hold themselves
	s := m.schema(t.expr)
	if s.Type == "object" {
		m.require(name, s)
	}
	s.Description, s.Enum = t.doc, t.values
	m.defs[name] = s
	return ref
}

// require replaces the required members of a type that calls hold by those that calls need.
func (m *maker) require(name string, s *Schema) {
	if m.calls {
		s.Required = required[name]
	}
}

// basic are the types of JSON for those of Go.
var basic = map[string]string{
	"string": "string", "bool": "boolean", "int": "integer", "int64": "integer", "uint64": "integer", "float64": "number",
}

// schema returns the schema of a type expression.
func (m *maker) schema(expr ast.Expr) *Schema {
	switch t := expr.(type) {
	case *ast.Ident:
		if kind := basic[t.Name]; kind != "" {
			return &Schema{Type: kind}
		}
		if t.Name == "any" {
			return &Schema{}
		}
		return m.named(upper(t.Name))
	case *ast.SelectorExpr:
		if t.Sel.Name == "RawMessage" {
			return &Schema{}
		}
		return m.named(t.Sel.Name)
	case *ast.StarExpr:
		return m.schema(t.X)
	case *ast.ArrayType:
		s := &Schema{Type: "array", Items: m.schema(t.Elt)}
		if n, ok := t.Len.(*ast.BasicLit); ok {
			s.MinItems, _ = strconv.Atoi(n.Value)
			s.MaxItems = s.MinItems
		}
		return s
	case *ast.MapType:
		return &Schema{Type: "object", Additional: m.schema(t.Value)}
	case *ast.StructType:
		return m.object(t)
	}
	m.err = fmt.Errorf("no schema for a %T", expr)
	return &Schema{}
}

// object returns the schema of a struct.
func (m *maker) object(t *ast.StructType) *Schema {
	s := &Schema{Type: "object", Properties: map[string]*Schema{}}
	for _, f := range t.Fields.List {
		tag := ""
		if f.Tag != nil {
			tag, _ = strconv.Unquote(f.Tag.Value)
		}
		name, options, _ := strings.Cut(jsonTag(tag), ",")
		if name == "" || name == "-" {
			continue
		}
		member := m.schema(f.Type)
		empty := strings.Contains(options, "omitempty")
		if _, pointer := f.Type.(*ast.StarExpr); pointer && !empty && member.Type != nil {
			member.Type = []any{member.Type, "null"}
		}
		member.Description = oneLine(f.Doc.Text() + f.Comment.Text())
		if !empty {
			s.Required = append(s.Required, name)
		}
		s.Properties[name] = member
	}
	return s
}

// jsonTag returns the value of the key json in a field's tag.
func jsonTag(tag string) string {
	_, rest, ok := strings.Cut(tag, `json:"`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value
}
