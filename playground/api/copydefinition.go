package api

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// copyCDK writes the template as the member of an integration in TypeScript, with a template literal as its text.
func copyCDK(c *copying) Copied {
	text := c.templatesKey("") + ": {\n  " + scriptQuote(c.contentType()) + ": `" + scriptEscape(c.Run.Template) + "`,\n},\n"
	return Copied{Text: text, FileName: c.stem() + ".ts"}
}

// scriptQuote returns s in the single quotes of TypeScript.
func scriptQuote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`, "\n", `\n`, "\r", `\r`).Replace(s) + "'"
}

// scriptEscape escapes what a template literal would not keep: it puts in values at ${, and reads any line end as \n.
func scriptEscape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "${", `\${`, "\r", `\r`, "\x00", `\x00`, "\u2028", `\u2028`, "\u2029", `\u2029`).Replace(s)
}

// copyTerraform writes the template as the argument of an integration in Terraform's language.
func copyTerraform(c *copying) Copied {
	text := c.templatesKey("_") + " = {\n  " + terraformQuote(c.contentType()) + " = " + terraformText(c.Run.Template) + "\n}\n"
	return Copied{Text: text, FileName: c.stem() + ".tf"}
}

// terraformText returns s as an expression: a heredoc where it has several lines. A heredoc ends with a line end, which
// chomp takes away from a text without one.
func terraformText(s string) string {
	if !strings.Contains(s, "\n") || strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0xfeff || r == utf8.RuneError
	}) {
		return terraformQuote(s)
	}
	mark := "EOT"
	for i := 2; hasLine(s, mark); i++ {
		mark = "EOT" + strconv.Itoa(i)
	}
	if body, ok := strings.CutSuffix(s, "\n"); ok {
		return "<<" + mark + "\n" + terraformEscape(body) + "\n" + mark
	}
	return "chomp(<<" + mark + "\n" + terraformEscape(s) + "\n" + mark + "\n  )"
}

// hasLine tells whether a line of s, but for blanks around, is mark.
func hasLine(s, mark string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(line) == mark {
			return true
		}
	}
	return false
}

// terraformQuote returns s in quotes.
func terraformQuote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f || r == 0xfeff:
			b.WriteString(`\u` + strconv.FormatInt(0x10000+int64(r), 16)[1:])
		default:
			b.WriteRune(r)
		}
	}
	return terraformEscape(b.String()) + `"`
}

// terraformEscape escapes the beginnings of interpolations and directives, ${ and %{, by doubling their first character.
// Where more of those characters stand before the brace, doubling would be ambiguous; they are put in as a value.
func terraformEscape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		if c != '$' && c != '%' {
			b.WriteByte(c)
			i++
			continue
		}
		n := len(s[i:]) - len(strings.TrimLeft(s[i:], string(c)))
		run := s[i : i+n]
		switch brace := i+n < len(s) && s[i+n] == '{'; {
		case brace && n == 1:
			b.WriteString(run + run)
		case brace:
			b.WriteString(`${"` + run + `"}`)
		default:
			b.WriteString(run)
		}
		i += n
	}
	return b.String()
}

// copyOpenAPIYAML writes the template in the part of an OpenAPI definition where it belongs, in YAML.
func copyOpenAPIYAML(c *copying) Copied {
	node := yamlText(c.Run.Template)
	keys := c.definitionPath()
	for i := len(keys) - 1; i >= 0; i-- {
		m := &yamlMap{}
		m.add(keys[i], node)
		node = m.node()
	}
	return Copied{Text: yamlFile(node), FileName: c.stem() + ".yaml"}
}

// copyOpenAPIJSON is copyOpenAPIYAML in JSON.
func copyOpenAPIJSON(c *copying) Copied {
	var doc any = c.Run.Template
	keys := c.definitionPath()
	for i := len(keys) - 1; i >= 0; i-- {
		doc = map[string]any{keys[i]: doc}
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(doc); err != nil { // never: texts and maps of them
		return Copied{}
	}
	return Copied{Text: b.String(), FileName: c.stem() + ".json"}
}

// definitionPath returns the keys that lead to the template in a definition.
func (c *copying) definitionPath() []string {
	r := c.Run.Request
	keys := []string{"paths", cmpOr(cmpOr(r.ResourcePath, r.Path), "/"), strings.ToLower(c.method()), "x-amazon-apigateway-integration"}
	if r.Response != nil {
		keys = append(keys, "responses", "default")
	}
	return append(keys, c.templatesKey(""), c.contentType())
}
