package jsonschema

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Schema is a compiled schema. It never changes and serves any number of goroutines.
type Schema struct{ root *node }

// node is one schema of a document. Where ref is set it is a reference and nothing else.
type node struct {
	ref *node

	types []string // any when empty
	enum  []any
	equal map[string]bool // canonical texts of enum

	minimum, maximum, multipleOf *bound
	aboveMinimum, belowMaximum   bool // the bound itself is excluded

	length, elements, members size // of a text, a list, an object
	pattern                   *pattern
	format                    string

	items      *node   // of every element, unless there is a tuple
	tuple      []*node // of the first elements
	moreItems  *node   // of those behind the tuple
	onlyTuple  bool    // there may be none behind it
	unique     bool    // no two elements are equal
	properties map[string]*node
	patterns   []patternNode
	additional *node // of members that properties and patterns do not name
	onlyNamed  bool  // there may be none
	required   []string
	needs      []dependency

	allOf, anyOf, oneOf []*node
	not                 *node
}

// bound is a number of a schema with its text.
type bound struct {
	text  json.Number
	value *big.Rat
}

// size is an allowed range of sizes; -1 stands for none.
type size struct{ least, most int }

// patternNode is the schema of members whose names match a pattern.
type patternNode struct {
	pattern *pattern
	node    *node
}

// dependency is what an object must be when it has a member: a schema, or other members it must have.
type dependency struct {
	name  string
	node  *node
	names []string
}

// compiler compiles the schemas of a set of documents.
type compiler struct {
	docs  map[string]string
	roots map[string]any   // documents that were read
	nodes map[string]*node // by place, so that schemas may refer to themselves
}

// Compile compiles the schema of the document called name; docs are the documents by the URLs that references use. The
// error names the place of what is no schema of draft 4.
func Compile(docs map[string]string, name string) (*Schema, error) {
	c := &compiler{docs: docs, roots: map[string]any{}, nodes: map[string]*node{}}
	n, err := c.at(name, "")
	if err != nil {
		return nil, err
	}
	for _, n := range c.nodes {
		if n.circular() {
			return nil, errors.New("a $ref leads to itself")
		}
	}
	return &Schema{n}, nil
}

// circular tells whether following references from n comes back to n.
func (n *node) circular() bool {
	slow := n
	for fast := n.ref; fast != nil && fast.ref != nil; fast = fast.ref.ref {
		if slow == fast {
			return true
		}
		slow = slow.ref
	}
	return false
}

// root returns a document.
func (c *compiler) root(doc string) (any, error) {
	if v, ok := c.roots[doc]; ok {
		return v, nil
	}
	text, ok := c.docs[doc]
	if !ok {
		return nil, fmt.Errorf("%s is no model of the API", doc)
	}
	v, err := decode([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("it is no JSON: %w", err)
	}
	c.roots[doc] = v
	return v, nil
}

// at compiles the schema at a JSON pointer of a document.
func (c *compiler) at(doc, pointer string) (*node, error) {
	place := doc + "#" + pointer
	if n, ok := c.nodes[place]; ok {
		return n, nil
	}
	v, err := c.root(doc)
	if err != nil {
		return nil, err
	}
	for _, part := range strings.Split(pointer, "/")[1:] {
		if v = member(v, part); v == nil {
			return nil, fmt.Errorf("there is nothing at #%s", pointer)
		}
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("at #%s: a schema is an object, not %s", pointer, textOf(v))
	}
	n := &node{}
	c.nodes[place] = n
	k := &keywords{compiler: c, doc: doc, pointer: pointer, m: m}
	k.read(n)
	return n, k.err
}

// member returns the part of v that one part of a JSON pointer names, nil when there is none.
func member(v any, part string) any {
	part = strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")
	switch v := v.(type) {
	case map[string]any:
		return v[part]
	case []any:
		if i, err := strconv.Atoi(part); err == nil && i >= 0 && i < len(v) {
			return v[i]
		}
	}
	return nil
}

// keywords reads the keywords of one schema. After the first error it reads nothing more.
type keywords struct {
	*compiler
	doc, pointer string
	m            map[string]any
	err          error
}

// read fills n.
func (k *keywords) read(n *node) {
	if ref, ok := k.m["$ref"].(string); ok {
		n.ref = k.reference(ref)
		return
	}
	n.types = k.types()
	n.enum, n.equal = k.enum()
	n.minimum, n.aboveMinimum = k.number("minimum"), k.flag("exclusiveMinimum")
	n.maximum, n.belowMaximum = k.number("maximum"), k.flag("exclusiveMaximum")
	if n.multipleOf = k.number("multipleOf"); n.multipleOf != nil && n.multipleOf.value.Sign() <= 0 {
		k.fail("multipleOf", "a number above 0")
	}
	n.length = size{k.count("minLength"), k.count("maxLength")}
	n.elements = size{k.count("minItems"), k.count("maxItems")}
	n.members = size{k.count("minProperties"), k.count("maxProperties")}
	if text, ok := k.text("pattern"); ok {
		n.pattern = k.compilePattern("pattern", text)
	}
	n.format, _ = k.text("format")
	n.unique = k.flag("uniqueItems")
	k.readItems(n)
	k.readMembers(n)
	n.allOf, n.anyOf, n.oneOf = k.list("allOf"), k.list("anyOf"), k.list("oneOf")
	n.not = k.sub("not")
}

// readItems reads what is said of the elements of a list.
func (k *keywords) readItems(n *node) {
	if _, ok := k.m["items"].([]any); ok {
		n.tuple = k.list("items")
		n.moreItems, n.onlyTuple = k.rest("additionalItems")
	} else {
		n.items = k.sub("items")
	}
}

// readMembers reads what is said of the members of an object.
func (k *keywords) readMembers(n *node) {
	n.properties = map[string]*node{}
	for _, name := range k.names("properties") {
		n.properties[name] = k.sub("properties", name)
	}
	for _, source := range k.names("patternProperties") {
		n.patterns = append(n.patterns, patternNode{k.compilePattern("patternProperties", source), k.sub("patternProperties", source)})
	}
	n.additional, n.onlyNamed = k.rest("additionalProperties")
	if v, ok := k.m["required"]; ok {
		n.required = k.strings("required", v)
	}
	for _, name := range k.names("dependencies") {
		d := dependency{name: name}
		if v := member(k.m["dependencies"], name); typeOf(v) == "array" {
			d.names = k.strings("dependencies", v)
		} else {
			d.node = k.sub("dependencies", name)
		}
		n.needs = append(n.needs, d)
	}
	// Names a schema lists but does not read are compiled too, so that a fault in them is found now.
	for _, name := range k.names("definitions") {
		k.sub("definitions", name)
	}
}

// fail notes that a keyword has a value it cannot have.
func (k *keywords) fail(keyword, want string) {
	if k.err == nil {
		k.err = fmt.Errorf("at #%s: %s must be %s, not %s", k.pointer, keyword, want, textOf(k.m[keyword]))
	}
}

// reference returns the schema that a $ref leads to.
func (k *keywords) reference(ref string) *node {
	doc, pointer, _ := strings.Cut(ref, "#")
	if doc == "" {
		doc = k.doc
	}
	if p, err := url.PathUnescape(pointer); err == nil {
		pointer = p
	}
	if pointer != "" && pointer[0] != '/' {
		k.fail("$ref", "a reference by JSON pointer")
		return nil
	}
	n, err := k.at(doc, pointer)
	if err != nil && k.err == nil {
		k.err = err
	}
	return n
}

// sub compiles the schema below a keyword, nil when the keyword is not there.
func (k *keywords) sub(path ...string) *node {
	var v any = k.m
	pointer := k.pointer
	for _, part := range path {
		m, _ := v.(map[string]any)
		var ok bool
		if v, ok = m[part]; !ok {
			return nil
		}
		pointer += "/" + strings.ReplaceAll(strings.ReplaceAll(part, "~", "~0"), "/", "~1")
	}
	return k.compile(pointer)
}

// compile compiles the schema at a pointer of this document.
func (k *keywords) compile(pointer string) *node {
	if k.err != nil {
		return nil
	}
	n, err := k.at(k.doc, pointer)
	k.err = err
	return n
}

// rest reads additionalItems or additionalProperties: a schema, or false for none at all.
func (k *keywords) rest(keyword string) (n *node, none bool) {
	if b, ok := k.m[keyword].(bool); ok {
		return nil, !b
	}
	return k.sub(keyword), false
}

// list compiles a list of schemas.
func (k *keywords) list(keyword string) []*node {
	v, ok := k.m[keyword]
	if !ok {
		return nil
	}
	list, ok := v.([]any)
	if !ok || len(list) == 0 {
		k.fail(keyword, "a list of schemas")
		return nil
	}
	nodes := make([]*node, len(list))
	for i := range list {
		nodes[i] = k.compile(k.pointer + "/" + keyword + "/" + strconv.Itoa(i))
	}
	return nodes
}

// names returns the sorted names of an object's members.
func (k *keywords) names(keyword string) []string {
	v, ok := k.m[keyword]
	if !ok {
		return nil
	}
	m, ok := v.(map[string]any)
	if !ok {
		k.fail(keyword, "an object")
	}
	return sortedKeys(m)
}

// strings returns v as a sorted list of texts.
func (k *keywords) strings(keyword string, v any) []string {
	list, ok := v.([]any)
	var out []string
	for _, e := range list {
		text, isText := e.(string)
		ok = ok && isText
		out = append(out, text)
	}
	if !ok {
		k.fail(keyword, "a list of names")
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// draft4Types are the types of draft 4.
var draft4Types = []string{"array", "boolean", "integer", "null", "number", "object", "string"}

// types reads the allowed types.
func (k *keywords) types() []string {
	v, ok := k.m["type"]
	if !ok {
		return nil
	}
	list := []string{}
	if text, ok := v.(string); ok {
		list = append(list, text)
	} else {
		list = k.strings("type", v)
	}
	for _, t := range list {
		if !slices.Contains(draft4Types, t) {
			k.fail("type", "one or more of "+strings.Join(draft4Types, ", "))
		}
	}
	return list
}

// enum reads the allowed values.
func (k *keywords) enum() ([]any, map[string]bool) {
	v, ok := k.m["enum"]
	if !ok {
		return nil, nil
	}
	list, ok := v.([]any)
	if !ok {
		k.fail("enum", "a list of values")
	}
	equal := map[string]bool{}
	for _, e := range list {
		equal[string(appendJSON(nil, e, true))] = true
	}
	return list, equal
}

// number reads a number.
func (k *keywords) number(keyword string) *bound {
	v, ok := k.m[keyword]
	if !ok {
		return nil
	}
	text, _ := v.(json.Number)
	value, ok := rational(text)
	if !ok {
		k.fail(keyword, "a number")
		return nil
	}
	return &bound{text, value}
}

// count reads a size, -1 when the keyword is not there.
func (k *keywords) count(keyword string) int {
	v, ok := k.m[keyword]
	if !ok {
		return -1
	}
	text, _ := v.(json.Number)
	r, ok := rational(text)
	if !ok || !r.IsInt() || r.Sign() < 0 {
		k.fail(keyword, "a whole number from 0")
		return -1
	}
	if !r.Num().IsInt64() || r.Num().Int64() > maxSize {
		return maxSize
	}
	return int(r.Num().Int64())
}

// maxSize stands for every size above it: no body is that large.
const maxSize = 1 << 30

// flag reads true or false, false when the keyword is not there.
func (k *keywords) flag(keyword string) bool {
	v, ok := k.m[keyword]
	b, isBool := v.(bool)
	if ok && !isBool {
		k.fail(keyword, "true or false")
	}
	return b
}

// text reads a text.
func (k *keywords) text(keyword string) (string, bool) {
	v, ok := k.m[keyword]
	s, isText := v.(string)
	if ok && !isText {
		k.fail(keyword, "a text")
	}
	return s, ok && isText
}

// compilePattern compiles a regular expression of a keyword.
func (k *keywords) compilePattern(keyword, source string) *pattern {
	p, err := newPattern(source)
	if err != nil && k.err == nil {
		k.err = fmt.Errorf("at #%s: %s is no regular expression: %w", k.pointer, keyword, err)
	}
	return p
}
