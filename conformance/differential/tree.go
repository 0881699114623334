package differential

import (
	"bytes"
	"encoding/json"
)

// tree is a JSON value whose members keep their order.
type tree struct {
	keys     []string // of an object
	children []*tree  // of an object or an array
	kind     byte     // '{', '[' or 0 for a scalar
	scalar   json.RawMessage
}

// parseTree reads a JSON text; it returns nil for what is not one.
func parseTree(raw json.RawMessage) *tree {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return nil
	}
	switch raw[0] {
	case '{', '[':
		return parseContainer(raw)
	}
	if !json.Valid(raw) {
		return nil
	}
	return &tree{scalar: raw}
}

// parseContainer reads an object or an array.
func parseContainer(raw json.RawMessage) *tree {
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return nil
	}
	t := &tree{kind: raw[0]}
	for d.More() {
		if t.kind == '{' {
			key, err := d.Token()
			if err != nil {
				return nil
			}
			t.keys = append(t.keys, key.(string))
		}
		var member json.RawMessage
		if d.Decode(&member) != nil {
			return nil
		}
		child := parseTree(member)
		if child == nil {
			return nil
		}
		t.children = append(t.children, child)
	}
	if _, err := d.Token(); err != nil {
		return nil
	}
	return t
}

// text writes the value as compact JSON.
func (t *tree) text() json.RawMessage {
	if t == nil {
		return nil
	}
	if t.kind == 0 {
		return t.scalar
	}
	b := []byte{t.kind}
	for i, c := range t.children {
		if i > 0 {
			b = append(b, ',')
		}
		if t.kind == '{' {
			key, _ := json.Marshal(t.keys[i])
			b = append(append(b, key...), ':')
		}
		b = append(b, c.text()...)
	}
	return append(b, t.kind+2) // '}' and ']' stand two behind their partners
}

// without returns t less its member i.
func (t *tree) without(i int) *tree {
	out := &tree{kind: t.kind}
	for j, c := range t.children {
		if j == i {
			continue
		}
		out.children = append(out.children, c)
		if t.kind == '{' {
			out.keys = append(out.keys, t.keys[j])
		}
	}
	return out
}

// with returns t with member i replaced.
func (t *tree) with(i int, child *tree) *tree {
	out := &tree{kind: t.kind, keys: t.keys, children: append([]*tree{}, t.children...)}
	out.children[i] = child
	return out
}

// simpler returns values to try instead of t, simplest first.
func (t *tree) simpler() []*tree {
	var list []*tree
	if t.kind == 0 {
		for _, s := range []string{`0`, `""`, `"a"`, `"ab"`} {
			if s == string(t.scalar) {
				break
			}
			list = append(list, &tree{scalar: json.RawMessage(s)})
		}
		return list
	}
	if len(t.children) > 0 {
		list = append(list, &tree{kind: t.kind})
	}
	for i := range t.children {
		list = append(list, t.without(i))
	}
	for i, c := range t.children {
		for _, s := range c.simpler() {
			list = append(list, t.with(i, s))
		}
	}
	return list
}
