package explain

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// xmlFault says why a text is not well-formed XML.
type xmlFault struct {
	Offset       int
	Line, Column int // from 1; columns in characters
	Msg          string
}

// checkXML returns the first place where output stops being one well-formed XML document (XML 1.0, without reading a
// document type's own declarations), or nil.
func checkXML(output []byte) *xmlFault {
	c := xmlChecker{s: output}
	msg := c.document()
	if msg == "" {
		return nil
	}
	at := min(c.i, len(output))
	before := output[:at]
	return &xmlFault{
		Offset: at, Line: 1 + bytes.Count(before, []byte("\n")),
		Column: 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]), Msg: msg,
	}
}

// xmlChecker reads XML without making anything of it. It keeps the open elements on a stack of its own.
type xmlChecker struct {
	s    []byte
	i    int
	open []string
	root bool // there was an element
}

// document reads the whole text and returns what is wrong at c.i, or "".
func (c *xmlChecker) document() string {
	if c.has("\uFEFF") {
		c.i += len("\uFEFF")
	}
	for c.i < len(c.s) {
		read := c.text
		if c.s[c.i] == '<' {
			read = c.markup
		}
		if msg := read(); msg != "" {
			return msg
		}
	}
	switch {
	case len(c.open) > 0:
		return "the text ends inside <" + c.open[len(c.open)-1] + ">"
	case !c.root:
		return "there is no element"
	}
	return ""
}

// has tells whether text comes next.
func (c *xmlChecker) has(text string) bool { return bytes.HasPrefix(c.s[c.i:], []byte(text)) }

// text reads characters up to the next markup.
func (c *xmlChecker) text() string {
	for c.i < len(c.s) && c.s[c.i] != '<' {
		if len(c.open) == 0 && !isSpace(c.s[c.i]) {
			if c.root {
				return "text behind the end of the document"
			}
			return "text in front of the first element"
		}
		if c.has("]]>") {
			return "]]> must be written ]]&gt;"
		}
		if msg := c.char(); msg != "" {
			return msg
		}
	}
	return ""
}

// char reads one character or reference of text or of an attribute.
func (c *xmlChecker) char() string {
	if c.s[c.i] == '&' {
		return c.reference()
	}
	r, n := utf8.DecodeRune(c.s[c.i:])
	if r == utf8.RuneError && n <= 1 || r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return "a character that XML does not allow"
	}
	c.i += n
	return ""
}

// maxEntity is the length of the longest reference looked for.
const maxEntity = 40

// reference reads an entity or character reference.
func (c *xmlChecker) reference() string {
	end := bytes.IndexByte(c.s[c.i:min(len(c.s), c.i+maxEntity)], ';')
	if end < 0 {
		return "& must be written &amp;"
	}
	switch name := string(c.s[c.i+1 : c.i+end]); {
	case name == "amp", name == "lt", name == "gt", name == "quot", name == "apos":
	case strings.HasPrefix(name, "#x") && allIn(name[2:], "0123456789abcdefABCDEF"):
	case strings.HasPrefix(name, "#") && allIn(name[1:], "0123456789"):
	case isXMLName(name):
		return "the entity &" + name + "; is not known in XML"
	default:
		return "& must be written &amp;"
	}
	c.i += end + 1
	return ""
}

// allIn tells whether s is made of the characters of set, and not empty.
func allIn(s, set string) bool { return s != "" && strings.Trim(s, set) == "" }

// markup reads a tag, comment, CDATA section, processing instruction or document type.
func (c *xmlChecker) markup() string {
	switch {
	case c.has("<!--"):
		return c.until("<!--", "-->", "the comment is not closed")
	case c.has("<![CDATA["):
		if len(c.open) == 0 {
			return "a CDATA section stands outside of the element"
		}
		return c.until("<![CDATA[", "]]>", "the CDATA section is not closed")
	case c.has("<?"):
		if c.has("<?xml ") && c.i > 0 && !(c.i == len("\uFEFF") && bytes.HasPrefix(c.s, []byte("\uFEFF"))) {
			return "the XML declaration must be the first thing in the output"
		}
		return c.until("<?", "?>", "the processing instruction is not closed")
	case c.has("<!DOCTYPE"):
		return c.doctype()
	case c.has("</"):
		return c.endTag()
	}
	return c.startTag()
}

// until reads what begins with open up to close.
func (c *xmlChecker) until(open, close, unclosed string) string {
	end := bytes.Index(c.s[c.i+len(open):], []byte(close))
	if end < 0 {
		return unclosed
	}
	c.i += len(open) + end + len(close)
	return ""
}

// doctype reads a document type, whose own declarations are passed over.
func (c *xmlChecker) doctype() string {
	if c.root {
		return "the document type must stand in front of the element"
	}
	depth := 0
	for j := c.i; j < len(c.s); j++ {
		switch c.s[j] {
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				c.i = j + 1
				return ""
			}
		}
	}
	return "the document type is not closed"
}

// endTag reads </name>.
func (c *xmlChecker) endTag() string {
	start := c.i
	c.i += len("</")
	name := c.name()
	c.space()
	if name == "" || !c.has(">") {
		c.i = start
		return "this is no end tag"
	}
	if len(c.open) == 0 {
		c.i = start
		return "</" + name + "> ends nothing"
	}
	if top := c.open[len(c.open)-1]; top != name {
		c.i = start
		return "</" + name + "> stands where </" + top + "> belongs"
	}
	c.i++
	c.open = c.open[:len(c.open)-1]
	return ""
}

// startTag reads <name a="b"> or <name/>.
func (c *xmlChecker) startTag() string {
	start := c.i
	c.i++
	name := c.name()
	if name == "" {
		c.i = start
		return "< must be written &lt;"
	}
	if len(c.open) == 0 && c.root {
		c.i = start
		return "a second element stands behind the first"
	}
	c.root = true
	seen := map[string]bool{}
	for {
		spaced := c.space()
		switch {
		case c.has("/>"):
			c.i += len("/>")
			return ""
		case c.has(">"):
			c.i++
			c.open = append(c.open, name)
			return ""
		case c.i >= len(c.s):
			c.i = start
			return "the tag <" + name + " is not closed"
		case !spaced:
			return "white space or > belongs here"
		}
		if msg := c.attribute(seen); msg != "" {
			return msg
		}
	}
}

// attribute reads name="value".
func (c *xmlChecker) attribute(seen map[string]bool) string {
	start := c.i
	name := c.name()
	if name == "" {
		return "the name of an attribute belongs here"
	}
	if seen[name] {
		c.i = start
		return "the attribute " + name + " stands twice"
	}
	seen[name] = true
	c.space()
	if !c.has("=") {
		return "the attribute " + name + " has no value"
	}
	c.i++
	c.space()
	if !c.has(`"`) && !c.has("'") {
		return "the value of an attribute stands in quotes"
	}
	quote := c.s[c.i]
	for c.i++; c.i < len(c.s) && c.s[c.i] != quote; {
		if c.s[c.i] == '<' {
			return "< must be written &lt; in an attribute"
		}
		if msg := c.char(); msg != "" {
			return msg
		}
	}
	if c.i >= len(c.s) {
		c.i = start
		return "the value of the attribute " + name + " is not closed"
	}
	c.i++
	return ""
}

// space reads white space, and tells whether there was some.
func (c *xmlChecker) space() bool {
	start := c.i
	for c.i < len(c.s) && isSpace(c.s[c.i]) {
		c.i++
	}
	return c.i > start
}

// name reads a name, "" for none.
func (c *xmlChecker) name() string {
	start := c.i
	for c.i < len(c.s) {
		r, n := utf8.DecodeRune(c.s[c.i:])
		if !isNameRune(r, c.i == start) {
			break
		}
		c.i += n
	}
	return string(c.s[start:c.i])
}

// isXMLName tells whether s is a name.
func isXMLName(s string) bool {
	for i, r := range s {
		if !isNameRune(r, i == 0) {
			return false
		}
	}
	return s != ""
}

// isNameRune tells whether r may stand in a name, or begin one. Source: XML 1.0 fifth edition, NameStartChar; the few
// excluded characters above U+00BF are not looked at.
func isNameRune(r rune, first bool) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '_', r == ':', r >= 0xC0 && r != 0xD7 && r != 0xF7 && r != utf8.RuneError:
		return true
	case first:
		return false
	}
	return r >= '0' && r <= '9' || r == '-' || r == '.' || r == 0xB7
}
