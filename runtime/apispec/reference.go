package apispec

import (
	"strconv"
	"strings"
)

// maxReferences is the number of references followed one after the other.
const maxReferences = 32

// follow returns c, or what c refers to when it is a reference object. It returns nil, with an error reported, when
// the reference cannot be followed. c may be nil.
func (l *loader) follow(c *cursor) *cursor {
	first := c.at("$ref")
	for range maxReferences {
		ref := c.at("$ref")
		if ref == nil {
			return c
		}
		c = l.lookup(ref)
		if c == nil || !l.spend(ref, l.count(c.v)) {
			return nil
		}
	}
	l.failOnce(first, "this reference leads back to itself")
	return nil
}

// spend counts values that are read again because several places refer to them, and tells whether the definition may
// go on: a small document could otherwise make a huge model.
func (l *loader) spend(c *cursor, n int) bool {
	if l.spent > maxSpent {
		return false
	}
	if l.spent += n; l.spent > maxSpent {
		l.fail(c, CodeTooLarge, "", "the references of the definition expand to more than 4,000,000 values")
		return false
	}
	return true
}

// count returns the number of values in v.
func (l *loader) count(v *value) int {
	if v.kind != kindList && v.kind != kindObject {
		return 1
	}
	if n, ok := l.counts[v]; ok {
		return n
	}
	n := 1
	for _, item := range v.items {
		n += l.count(item)
	}
	for _, f := range v.fields {
		n += l.count(f.val)
	}
	l.counts[v] = n
	return n
}

// lookup returns what the value of a $ref leads to, nil with an error reported when it leads nowhere.
func (l *loader) lookup(ref *cursor) *cursor {
	text := l.text(ref)
	if text == "" {
		return nil
	}
	pointer, local := strings.CutPrefix(text, "#")
	if !local {
		l.failOnce(ref, "references may not leave the document; nothing is read from other files or the network")
		return nil
	}
	target := l.find(pointer)
	if target == nil {
		l.failOnce(ref, "this reference leads nowhere")
	}
	return target
}

// failOnce reports a reference, unless it was reported already: shared parts are read more than once.
func (l *loader) failOnce(ref *cursor, msg string) {
	if l.used[ref.v] {
		return
	}
	l.used[ref.v] = true
	l.fail(ref, CodeReference, "refer to a part of this document, such as #/components/schemas/Pet", "%s", msg)
}

// find returns what a JSON pointer leads to, nil when it leads nowhere.
func (l *loader) find(pointer string) *cursor { return l.root.walk(pointer) }

// walk returns what a JSON pointer leads to from c, nil when it leads nowhere. c may be nil.
func (c *cursor) walk(pointer string) *cursor {
	if pointer == "" {
		return c
	}
	steps := strings.Split(pointer, "/")
	if steps[0] != "" {
		return nil
	}
	for _, step := range steps[1:] {
		if c == nil {
			return nil
		}
		step = pointerUnescapes.Replace(unescapePercent(step))
		switch c.v.kind {
		case kindObject:
			c = c.at(step)
		case kindList:
			c = c.item(step)
		default:
			c = nil
		}
	}
	return c
}

// item returns the item of a list at an index written as text, nil when there is none.
func (c *cursor) item(step string) *cursor {
	i, err := strconv.Atoi(step)
	if err != nil || i < 0 || i >= len(c.v.items) {
		return nil
	}
	return &cursor{c.v.items[i], nil, c, step}
}

// unescapePercent decodes %XX; what is no such escape stays as it is.
func unescapePercent(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
