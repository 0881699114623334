package jsonschema

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"unicode/utf8"
)

// Limits of one check. Schemas can make the work grow exponentially with the depth of a body.
const (
	maxSteps  = 1_000_000
	maxDepth  = 1_000
	maxFaults = 20
)

// ErrNotJSON is the error of a body that is no JSON.
var ErrNotJSON = errors.New("unable to parse JSON body")

// Check returns what is wrong with a body, at most 20 faults in the order of its parts, none for one that fits. The
// error is ErrNotJSON, or says that it is too deep or too costly to check.
func (s *Schema) Check(body []byte) ([]string, error) {
	v, err := decode(body)
	if err != nil {
		return nil, ErrNotJSON
	}
	c := &check{work: &work{}}
	c.value(s.root, v)
	return c.faults, c.work.err
}

// work counts what a check costs.
type work struct {
	steps, depth int
	err          error
}

// check is one run over a value and everything in it.
type check struct {
	*work
	faults []string
}

// fault notes what is wrong.
func (c *check) fault(format string, args ...any) {
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, fmt.Sprintf(format, args...))
	}
}

// spend counts n steps and tells whether the check may go on.
func (c *check) spend(n int) bool {
	if c.steps += n; c.steps > maxSteps && c.err == nil {
		c.err = fmt.Errorf("the body takes more than %d steps to check", maxSteps)
	}
	return c.err == nil
}

// value checks v against n: v itself first, then, where nothing is wrong with it, what is inside.
func (c *check) value(n *node, v any) {
	for n.ref != nil {
		n = n.ref
	}
	if c.depth++; c.depth > maxDepth && c.err == nil {
		c.err = fmt.Errorf("the body needs schemas within schemas more than %d deep", maxDepth)
	}
	defer func() { c.depth-- }()
	if !c.spend(1) {
		return
	}
	before := len(c.faults)
	c.itself(n, v)
	if len(c.faults) > before {
		return
	}
	switch v := v.(type) {
	case []any:
		c.inList(n, v)
	case map[string]any:
		c.inObject(n, v)
	}
}

// itself checks what a schema says of a value without looking inside.
func (c *check) itself(n *node, v any) {
	c.typeAndEnum(n, v)
	switch v := v.(type) {
	case json.Number:
		c.number(n, v)
	case string:
		c.text(n, v)
	case []any:
		c.list(n, v)
	case map[string]any:
		c.object(n, v)
	}
	c.combined(n, v)
}

// typeAndEnum checks the type, and whether the value is one of those listed.
func (c *check) typeAndEnum(n *node, v any) {
	if got := typeOf(v); len(n.types) > 0 && !slices.Contains(n.types, got) && (got != "integer" || !slices.Contains(n.types, "number")) {
		c.fault("instance type (%s) does not match any allowed primitive type (allowed: %s)", got, listOf(n.types))
	}
	if n.equal != nil && !n.equal[string(appendJSON(nil, v, true))] {
		c.fault("instance value (%s) not found in enum (possible values: %s)", textOf(v), textOf(n.enum))
	}
}

// number checks a number.
func (c *check) number(n *node, text json.Number) {
	if n.minimum == nil && n.maximum == nil && n.multipleOf == nil {
		return
	}
	v, ok := rational(text)
	if !ok {
		c.fault("numeric instance is too large or too small to be compared (found: %s)", text)
		return
	}
	if m := n.minimum; m != nil {
		switch d := v.Cmp(m.value); {
		case d < 0:
			c.fault("numeric instance is lower than the required minimum (minimum: %s, found: %s)", m.text, text)
		case d == 0 && n.aboveMinimum:
			c.fault("numeric instance is not strictly greater than the required minimum %s", m.text)
		}
	}
	if m := n.maximum; m != nil {
		switch d := v.Cmp(m.value); {
		case d > 0:
			c.fault("numeric instance is greater than the required maximum (maximum: %s, found: %s)", m.text, text)
		case d == 0 && n.belowMaximum:
			c.fault("numeric instance is not strictly lower than the required maximum %s", m.text)
		}
	}
	if m := n.multipleOf; m != nil && !new(big.Rat).Quo(v, m.value).IsInt() {
		c.fault("remainder of division is not zero (%s / %s)", text, m.text)
	}
}

// text checks a text.
func (c *check) text(n *node, s string) {
	length := utf8.RuneCountInString(s)
	c.spend(len(s) / 100)
	if n.length.least > length {
		c.fault("string %s is too short (length: %d, required minimum: %d)", textOf(s), length, n.length.least)
	}
	if n.length.most >= 0 && n.length.most < length {
		c.fault("string %s is too long (length: %d, maximum allowed: %d)", textOf(s), length, n.length.most)
	}
	if n.pattern != nil && !n.pattern.find(s) {
		c.fault("ECMA 262 regex %s does not match input string %s", textOf(n.pattern.source), textOf(s))
	}
	if f, ok := formats[n.format]; ok && !f.valid(s) {
		c.fault("string %s %s", textOf(s), f.fault)
	}
}

// list checks a list without its elements.
func (c *check) list(n *node, v []any) {
	if n.elements.least > len(v) {
		c.fault("array is too short: must have at least %d elements but instance has %d elements", n.elements.least, len(v))
	}
	if n.elements.most >= 0 && n.elements.most < len(v) {
		c.fault("array is too long: must have at most %d elements but instance has %d elements", n.elements.most, len(v))
	}
	if n.onlyTuple && len(v) > len(n.tuple) {
		c.fault("array is too long: must have at most %d elements but instance has %d elements", len(n.tuple), len(v))
	}
	if n.unique && c.repeats(v) {
		c.fault("array must not contain duplicate elements")
	}
}

// repeats tells whether two elements are equal.
func (c *check) repeats(v []any) bool {
	seen := make(map[string]bool, len(v))
	for _, e := range v {
		text := string(appendJSON(nil, e, true))
		if seen[text] {
			return true
		}
		seen[text] = true
		if !c.spend(1 + len(text)/100) {
			return false
		}
	}
	return false
}

// object checks an object without its members.
func (c *check) object(n *node, v map[string]any) {
	var missing []string
	for _, name := range n.required {
		if _, ok := v[name]; !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		c.fault("object has missing required properties (%s)", listOf(missing))
	}
	if n.members.least > len(v) {
		c.fault("object has too few properties (found %d but schema requires at least %d)", len(v), n.members.least)
	}
	if n.members.most >= 0 && n.members.most < len(v) {
		c.fault("object has too many properties (found %d but schema requires at most %d)", len(v), n.members.most)
	}
	if n.onlyNamed {
		if extra := n.unnamed(v); len(extra) > 0 {
			c.fault("object instance has properties which are not allowed by the schema: %s", listOf(extra))
		}
	}
	c.dependencies(n, v)
}

// unnamed returns the members that neither properties nor patterns name.
func (n *node) unnamed(v map[string]any) []string {
	var extra []string
	for _, name := range sortedKeys(v) {
		if _, ok := n.properties[name]; ok {
			continue
		}
		if !slices.ContainsFunc(n.patterns, func(p patternNode) bool { return p.pattern.find(name) }) {
			extra = append(extra, name)
		}
	}
	return extra
}

// dependencies checks what members ask for.
func (c *check) dependencies(n *node, v map[string]any) {
	for _, d := range n.needs {
		if _, ok := v[d.name]; !ok {
			continue
		}
		var missing []string
		for _, name := range d.names {
			if _, ok := v[name]; !ok {
				missing = append(missing, name)
			}
		}
		if len(missing) > 0 {
			c.fault("property %s of object has missing property dependencies (schema requires %s; missing: %s)", textOf(d.name), listOf(d.names), listOf(missing))
		}
		if d.node != nil {
			c.value(d.node, v)
		}
	}
}

// combined checks what is said by several schemas.
func (c *check) combined(n *node, v any) {
	if got := c.matches(n.allOf, v); got < len(n.allOf) {
		c.fault("instance failed to match all required schemas (matched only %d out of %d)", got, len(n.allOf))
	}
	if len(n.anyOf) > 0 && c.matches(n.anyOf, v) == 0 {
		c.fault("instance failed to match at least one required schema among %d", len(n.anyOf))
	}
	if got := c.matches(n.oneOf, v); len(n.oneOf) > 0 && got != 1 {
		c.fault("instance failed to match exactly one schema (matched %d out of %d)", got, len(n.oneOf))
	}
	if n.not != nil && c.matches([]*node{n.not}, v) == 1 {
		c.fault("instance matched a schema which it should not have matched")
	}
}

// matches counts the schemas that a value fits.
func (c *check) matches(nodes []*node, v any) int {
	count := 0
	for _, n := range nodes {
		alone := &check{work: c.work}
		alone.value(n, v)
		if len(alone.faults) == 0 && c.err == nil {
			count++
		}
	}
	return count
}

// inList checks the elements of a list.
func (c *check) inList(n *node, v []any) {
	for i, e := range v {
		switch {
		case n.items != nil:
			c.value(n.items, e)
		case i < len(n.tuple):
			c.value(n.tuple[i], e)
		case n.moreItems != nil:
			c.value(n.moreItems, e)
		}
	}
}

// inObject checks the members of an object, by name.
func (c *check) inObject(n *node, v map[string]any) {
	for _, name := range sortedKeys(v) {
		p, named := n.properties[name]
		if named {
			c.value(p, v[name])
		}
		for _, p := range n.patterns {
			if p.pattern.find(name) {
				named = true
				c.value(p.node, v[name])
			}
		}
		if !named && n.additional != nil {
			c.value(n.additional, v[name])
		}
	}
}
