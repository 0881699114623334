package api

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// copyTest writes a file with one test case. Source: UX.md section 3.5.
func copyTest(c *copying) Copied {
	name := c.CaseName
	if name == "" {
		name = "from the playground"
	}
	test := &yamlMap{}
	test.add("name", yamlText(name))
	r := c.Run.Request
	if r.Response == nil && r.Body != "" {
		test.add("body", yamlBody(r.Body, r.Base64))
	}
	test.addTexts("pathParams", r.PathParams)
	test.addTexts("stageVariables", r.StageVariables)
	if r.Response != nil {
		test.add("integration", c.integration().node())
	}
	test.add("expect", c.expectation().node())
	doc := &yamlMap{}
	doc.add("template", yamlText(c.file()))
	if defaults := c.defaults(); len(defaults.content) > 0 {
		doc.add("defaults", defaults.node())
	}
	doc.add("cases", &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{test.node()}})
	return Copied{Text: yamlFile(doc.node()), FileName: c.stem() + ".vtltest.yaml"}
}

// defaults is what the cases of a file share: the request around the body, and what $context is made from.
func (c *copying) defaults() *yamlMap {
	r, d, q := c.Run.Request, &yamlMap{}, &yamlMap{}
	q.add("method", yamlText(c.method()))
	if r.ResourcePath != "" || r.Path != "" {
		q.add("path", yamlText(cmpOr(r.ResourcePath, r.Path)))
	}
	q.addPairs("query", r.Query)
	q.addPairs("headers", r.Headers)
	d.add("request", q.node())
	if len(r.Context) > 0 {
		var n yaml.Node
		if n.Encode(r.Context) == nil {
			d.add("context", &n)
		}
	}
	if r.Time != "" {
		// Unquoted: a YAML timestamp, as people write it.
		d.add("time", &yaml.Node{Kind: yaml.ScalarNode, Value: r.Time, Tag: "!!timestamp"})
	}
	return d
}

// cmpOr returns a, or b where a is empty.
func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// integration is the answer that a response template reads.
func (c *copying) integration() *yamlMap {
	r, m := *c.Run.Request.Response, &yamlMap{}
	if r.Status == 0 {
		r.Status = 200
	}
	m.add("status", yamlInt(r.Status))
	m.addPairs("headers", r.Headers)
	if r.Body != "" {
		m.add("body", yamlBody(r.Body, r.Base64))
	}
	return m
}

// expectation is what the run gives: its output, or the one that the page says is expected, with the overrides; or its
// error.
func (c *copying) expectation() *yamlMap {
	m := &yamlMap{}
	output, overrides, code := c.run()
	if c.Expected != nil {
		output, code = *c.Expected, ""
	}
	if code != "" {
		m.add("error", yamlText(code))
		return m
	}
	if overrides.ResponseStatus != 0 {
		m.add("status", yamlInt(overrides.ResponseStatus))
	}
	m.addPairs("headers", append(slices.Clone(overrides.RequestHeaders), overrides.ResponseHeaders...))
	m.add("text", yamlText(output))
	return m
}

// run renders the template, and returns its output and overrides or the code of its error.
func (c *copying) run() (output string, overrides Overrides, code string) {
	ready, err := newCall(&c.Run)
	var tpl *runtime.Template
	if err == nil {
		tpl, err = c.service.compile(ready)
	}
	var res *runtime.Result
	if err == nil {
		res, err = tpl.Transform(c.ctx, ready.request)
	}
	var bad *vtl.Error
	switch {
	case errors.As(err, &bad):
		return "", overrides, bad.Code
	case err != nil: // a request that cannot be was refused before
		return "", overrides, runtime.CodeInput
	}
	return string(res.Body), Overrides{
		RequestHeaders: pairList(res.RequestOverride.Header), ResponseHeaders: pairList(res.ResponseOverride.Header), ResponseStatus: res.ResponseOverride.Status,
	}, ""
}

// yamlMap is a mapping whose keys keep their order.
type yamlMap struct{ content []*yaml.Node }

// node returns the mapping.
func (m *yamlMap) node() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Content: m.content} }

// add appends a member.
func (m *yamlMap) add(key string, value *yaml.Node) {
	m.content = append(m.content, yamlText(key), value)
}

// addTexts appends a member with the texts of a map by name, unless it is empty.
func (m *yamlMap) addTexts(key string, texts map[string]string) {
	if len(texts) == 0 {
		return
	}
	inner := &yamlMap{}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		inner.add(name, yamlText(texts[name]))
	}
	m.add(key, inner.node())
}

// addPairs appends a member with pairs, unless there are none. A name that came several times has a list.
func (m *yamlMap) addPairs(key string, pairs []Pair) {
	if len(pairs) == 0 {
		return
	}
	inner, at := &yamlMap{}, map[string]int{}
	for _, p := range pairs {
		i, again := at[p[0]]
		if !again {
			at[p[0]] = len(inner.content) + 1
			inner.add(p[0], yamlText(p[1]))
			continue
		}
		if inner.content[i].Kind == yaml.ScalarNode {
			inner.content[i] = &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: []*yaml.Node{inner.content[i]}}
		}
		inner.content[i].Content = append(inner.content[i].Content, yamlText(p[1]))
	}
	m.add(key, inner.node())
}

// yamlInt returns a number.
func yamlInt(n int) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.Itoa(n)}
}

// yamlBody returns a body; one in base64 keeps it, with the tag that YAML has for that.
func yamlBody(text string, isBase64 bool) *yaml.Node {
	if isBase64 {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!binary", Value: text}
	}
	return yamlText(text)
}

// yamlText returns a string: in a block where it has several lines, and quoted where its lines would not survive that
// or it would read as something else.
func yamlText(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	if !survives(n, s) {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// survives tells whether a node is read as the string s again, at any depth.
func survives(n *yaml.Node, s string) bool {
	if n.Tag == "!!binary" {
		return false
	}
	if strings.Contains(s, "\n") && (s[0] == ' ' || s[0] == '\t' || s[0] == '\n' || strings.ContainsAny(s, "\r\u0085\u2028\u2029\ufeff")) {
		return false
	}
	var back map[string]string
	text, err := yaml.Marshal(map[string]*yaml.Node{"a": n})
	return err == nil && yaml.Unmarshal(text, &back) == nil && back["a"] == s
}

// yamlFile returns a document.
func yamlFile(n *yaml.Node) string {
	var b strings.Builder
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(n); err != nil {
		return "# " + strings.ReplaceAll(err.Error(), "\n", " ") + "\n"
	}
	return b.String()
}
