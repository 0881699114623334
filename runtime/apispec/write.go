package apispec

import (
	"bytes"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// appendIndented appends a value as JSON on several lines, indented by two spaces a level.
func appendIndented(b []byte, v *value, indent string) []byte {
	switch {
	case v.kind == kindList && len(v.items) > 0:
		b = append(b, '[')
		for i, item := range v.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(append(b, '\n'), indent+"  "...)
			b = appendIndented(b, item, indent+"  ")
		}
		return append(append(append(b, '\n'), indent...), ']')
	case v.kind == kindObject && len(v.fields) > 0:
		b = append(b, '{')
		for i, f := range v.fields {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(append(b, '\n'), indent+"  "...)
			b = append(appendJSONString(b, f.key.text), ": "...)
			b = appendIndented(b, f.val, indent+"  ")
		}
		return append(append(append(b, '\n'), indent...), '}')
	}
	return appendJSON(b, v)
}

// writeYAML returns a value as YAML. Texts stand in double quotes, those of several lines in blocks, so that no
// reader takes one for something else.
func writeYAML(v *value) []byte {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	// Writing to a buffer does not fail, and the nodes are well-formed.
	_ = enc.Encode(yamlNode(v))
	_ = enc.Close()
	return b.Bytes()
}

// yamlNode returns a value as a node.
func yamlNode(v *value) *yaml.Node {
	switch v.kind {
	case kindObject:
		n := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		for _, f := range v.fields {
			n.Content = append(n.Content, yamlKey(f.key.text), yamlNode(f.val))
		}
		if len(v.fields) == 0 {
			n.Style = yaml.FlowStyle
		}
		return n
	case kindList:
		n := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for _, item := range v.items {
			n.Content = append(n.Content, yamlNode(item))
		}
		if len(v.items) == 0 {
			n.Style = yaml.FlowStyle
		}
		return n
	case kindText:
		return yamlText(v.text)
	case kindNumber:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: numberTag(v.text), Value: v.text}
	case kindBool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: v.text}
	default:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	}
}

// numberTag returns the tag YAML gives a number of JSON.
func numberTag(text string) string {
	if strings.ContainsAny(text, ".eE") {
		return "!!float"
	}
	return "!!int"
}

// plainKey is what keys match that need no quotes in any version of YAML.
var plainKey = regexp.MustCompile(`^[A-Za-z/_$][A-Za-z0-9/_$.{}+-]*$`)

// yamlWords are the words YAML 1.1 takes for true, false or null.
var yamlWords = map[string]bool{
	"y": true, "n": true, "yes": true, "no": true, "on": true, "off": true, "true": true, "false": true, "null": true,
}

// yamlKey returns a key as a node.
func yamlKey(text string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: strings.ToValidUTF8(text, "\uFFFD")}
	if !plainKey.MatchString(text) || yamlWords[strings.ToLower(text)] {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// yamlText returns a text as a node.
func yamlText(text string) *yaml.Node {
	text = strings.ToValidUTF8(text, "\uFFFD")
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text, Style: yaml.DoubleQuotedStyle}
	if fitsBlock(text) {
		n.Style = yaml.LiteralStyle
	}
	return n
}

// fitsBlock tells whether a text can stand in a literal block and comes back from it unchanged.
func fitsBlock(text string) bool {
	if !strings.Contains(text, "\n") || strings.IndexByte(" \t\n", text[0]) >= 0 {
		return false
	}
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimRight(line, " \t") != line || !printable(line) {
			return false
		}
	}
	return !strings.HasSuffix(text, "\n\n")
}

// printable tells whether a line has only characters that YAML writes as they are.
func printable(line string) bool {
	for _, r := range line {
		if r != '\t' && (r < 0x20 || r >= 0x7f && r < 0xa1 || r == 0xad || r >= 0x2000 && r < 0x2070 || r >= 0xd800 && r < 0xe000 || r >= 0xfe00 && r < 0xff00 || r >= 0xfff0) {
			return false
		}
	}
	return true
}
