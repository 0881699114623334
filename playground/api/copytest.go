package api

import (
	"errors"
	"slices"

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
	doc.add("cases", &yamlNode{isList: true, content: []*yamlNode{test.node()}})
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
		d.add("context", yamlValue(r.Context, 0))
	}
	if r.Time != "" {
		// Unquoted: a YAML timestamp, as people write it.
		d.add("time", &yamlNode{text: r.Time})
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
