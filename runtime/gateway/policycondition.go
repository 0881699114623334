package gateway

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// conditionKeys are the values that conditions compare, by key in lower case: "aws:sourceip". A key without values
// is not there.
type conditionKeys map[string][]string

// condition is a condition of a statement: one key under one operator.
type condition struct {
	key    string // lower case
	values []operand
	test   func(have string, want *operand) bool
	fill   func(t policyText, keys conditionKeys) (operand, bool) // as in conditionOperator
	// negated operators hold when no value matches, and for a key that is not there.
	negated  bool
	ifExists bool // a key that is not there holds
	null     bool // the operator Null
	set      setOperator
}

// operand is a value of a policy in the form its operator needs.
type operand struct {
	text    string
	pattern pattern
	// variable is a text that each request puts its own values in, which gives another operand; nil for all others.
	variable policyText

	number *big.Rat
	time   time.Time
	prefix netip.Prefix
	truth  bool
}

// setOperator says how several values of a key are taken together.
type setOperator uint8

// The set operators.
const (
	oneValue    setOperator = iota
	forAnyValue             // one of the key's values matches
	forAllKeys              // all of them match; holds for a key without values
)

// conditionOperator is an operator of conditions.
type conditionOperator struct {
	parse func(text string) (operand, error)
	// fill makes the operand of a text with its variables put in; ok is false where one has no value. Operators that
	// take variables have it in place of parse.
	fill    func(t policyText, keys conditionKeys) (v operand, ok bool)
	test    func(have string, want *operand) bool
	negated bool
}

// conditionOperators are the operators by name, without set operator and IfExists. Source: IAM user guide, condition
// operators.
var conditionOperators = makeOperators()

// makeOperators returns conditionOperators.
func makeOperators() map[string]conditionOperator {
	m := map[string]conditionOperator{
		"StringEquals":           {fill: fillText, test: func(h string, w *operand) bool { return h == w.text }},
		"StringEqualsIgnoreCase": {fill: fillText, test: func(h string, w *operand) bool { return strings.EqualFold(h, w.text) }},
		"StringLike":             {fill: fillPattern, test: func(h string, w *operand) bool { return w.pattern.match(h) }},
		"BinaryEquals":           {parse: parseText, test: func(h string, w *operand) bool { return h == w.text }},
		"ArnEquals":              {fill: fillPattern, test: func(h string, w *operand) bool { return arnLike(w.pattern, h) }},
		"ArnLike":                {fill: fillPattern, test: func(h string, w *operand) bool { return arnLike(w.pattern, h) }},
		"IpAddress":              {parse: parsePrefix, test: inPrefix},
		"Bool":                   {parse: parseTruth, test: func(h string, w *operand) bool { b, err := parseTruth(h); return err == nil && b.truth == w.truth }},
	}
	for name, holds := range comparisons {
		m["Numeric"+name] = conditionOperator{parse: parseNumber, test: compareNumbers(holds)}
		m["Date"+name] = conditionOperator{parse: parseDate, test: compareDates(holds)}
	}
	for name, of := range map[string]string{
		"StringNotEquals": "StringEquals", "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase", "StringNotLike": "StringLike",
		"ArnNotEquals": "ArnEquals", "ArnNotLike": "ArnLike", "NotIpAddress": "IpAddress",
		"NumericNotEquals": "NumericEquals", "DateNotEquals": "DateEquals",
	} {
		op := m[of]
		op.negated = true
		m[name] = op
	}
	return m
}

// comparisons are the endings of operators on numbers and dates, with what a comparison of the key's value to the
// policy's must give.
var comparisons = map[string]func(cmp int) bool{
	"Equals":            func(c int) bool { return c == 0 },
	"LessThan":          func(c int) bool { return c < 0 },
	"LessThanEquals":    func(c int) bool { return c <= 0 },
	"GreaterThan":       func(c int) bool { return c > 0 },
	"GreaterThanEquals": func(c int) bool { return c >= 0 },
}

// parseConditions reads the element Condition: operator, key, values.
func parseConditions(raw json.RawMessage, variables bool) ([]condition, error) {
	operators, err := jsonObject(raw)
	if err != nil {
		return nil, err
	}
	var out []condition
	for name, body := range operators {
		keys, err := jsonObject(body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for key, values := range keys {
			c, err := parseCondition(name, key, values, variables)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", name, key, err)
			}
			out = append(out, *c)
		}
	}
	return out, nil
}

// parseCondition reads one key of an operator.
func parseCondition(operator, key string, raw json.RawMessage, variables bool) (*condition, error) {
	texts, err := jsonTexts(raw)
	if err != nil {
		return nil, err
	}
	c := &condition{key: strings.ToLower(key)}
	if operator == "Null" {
		c.null = true
		for _, t := range texts {
			v, err := parseTruth(t)
			if err != nil {
				return nil, err
			}
			c.values = append(c.values, v)
		}
		return c, nil
	}
	name := operator
	if rest, ok := strings.CutPrefix(name, "ForAnyValue:"); ok {
		name, c.set = rest, forAnyValue
	} else if rest, ok := strings.CutPrefix(name, "ForAllValues:"); ok {
		name, c.set = rest, forAllKeys
	}
	name, c.ifExists = strings.CutSuffix(name, "IfExists")
	op, ok := conditionOperators[name]
	if !ok {
		return nil, fmt.Errorf("unknown operator")
	}
	c.test, c.fill, c.negated = op.test, op.fill, op.negated
	for _, t := range texts {
		v, err := op.operand(t, variables)
		if err != nil {
			return nil, err
		}
		c.values = append(c.values, v)
	}
	return c, nil
}

// holds tells whether the condition holds for the values of a request.
func (c *condition) holds(keys conditionKeys) bool {
	have := keys[c.key]
	switch {
	case c.null:
		for i := range c.values {
			if c.values[i].truth == (len(have) == 0) {
				return true
			}
		}
		return false
	case len(have) == 0:
		if c.set == forAnyValue {
			return c.ifExists
		}
		return c.ifExists || c.negated || c.set == forAllKeys
	case c.set == forAllKeys:
		for _, h := range have {
			if !c.accepts(h, keys) {
				return false
			}
		}
		return true
	}
	if c.negated && c.set == oneValue {
		for _, h := range have {
			if !c.accepts(h, keys) {
				return false
			}
		}
		return true
	}
	for _, h := range have {
		if c.accepts(h, keys) {
			return true
		}
	}
	return false
}

// accepts tells whether one value of the key passes: it matches one of the policy's, or none of them when negated.
func (c *condition) accepts(have string, keys conditionKeys) bool {
	for i := range c.values {
		want := &c.values[i]
		if want.variable != nil {
			filled, ok := c.fill(want.variable, keys)
			if !ok {
				continue
			}
			want = &filled
		}
		if c.test(have, want) {
			return !c.negated
		}
	}
	return c.negated
}

// resolves tells whether all variables have a value, or need none.
func (c *condition) resolves(keys conditionKeys) bool {
	for i := range c.values {
		if t := c.values[i].variable; t != nil && !c.ifExists && !t.has(keys) {
			return false
		}
	}
	return true
}

// operand reads a value of the policy.
func (o *conditionOperator) operand(text string, variables bool) (operand, error) {
	if o.fill == nil {
		return o.parse(text)
	}
	t, err := parsePolicyText(text, variables)
	if err != nil {
		return operand{}, err
	}
	if !t.fixed() {
		return operand{variable: t}, nil
	}
	v, _ := o.fill(t, nil) // it has all it needs
	return v, nil
}

// fillText makes the operand of a text that is compared as it is.
func fillText(t policyText, keys conditionKeys) (operand, bool) {
	text, ok := t.plain(keys)
	return operand{text: text}, ok
}

// fillPattern makes the operand of a text with wildcards.
func fillPattern(t policyText, keys conditionKeys) (operand, bool) {
	p, ok := t.pattern(keys)
	return operand{pattern: p}, ok
}

// parseText takes a value as it is.
func parseText(s string) (operand, error) { return operand{text: s}, nil }

// parseTruth reads true or false in any letter case.
func parseTruth(s string) (operand, error) {
	switch strings.ToLower(s) {
	case "true":
		return operand{truth: true}, nil
	case "false":
		return operand{}, nil
	}
	return operand{}, fmt.Errorf("%q is neither true nor false", s)
}

// maxNumber bounds the digits of numbers, since big exponents would make huge ones.
const maxNumber = 64

// parseNumber reads a decimal number.
func parseNumber(s string) (operand, error) {
	if len(s) > maxNumber || strings.Trim(s, "+-.0123456789") != "" {
		return operand{}, fmt.Errorf("%q is not a number", s)
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return operand{}, fmt.Errorf("%q is not a number", s)
	}
	return operand{number: r}, nil
}

// compareNumbers returns a test of numbers.
func compareNumbers(holds func(int) bool) func(string, *operand) bool {
	return func(have string, want *operand) bool {
		n, err := parseNumber(have)
		return err == nil && holds(n.number.Cmp(want.number))
	}
}

// dateForms are the forms of dates. Source: IAM user guide, date condition operators (W3C's subset of ISO 8601).
var dateForms = []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02", "2006-01", "2006"}

// parseDate reads a date, or seconds since 1970.
func parseDate(s string) (operand, error) {
	for _, form := range dateForms {
		if t, err := time.Parse(form, s); err == nil {
			return operand{time: t}, nil
		}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return operand{time: time.Unix(n, 0)}, nil
	}
	return operand{}, fmt.Errorf("%q is not a date", s)
}

// compareDates returns a test of dates.
func compareDates(holds func(int) bool) func(string, *operand) bool {
	return func(have string, want *operand) bool {
		d, err := parseDate(have)
		return err == nil && holds(d.time.Compare(want.time))
	}
}

// parsePrefix reads an address or a range of addresses.
func parsePrefix(s string) (operand, error) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return operand{prefix: p.Masked()}, nil
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return operand{}, fmt.Errorf("%q is not an address or a range of addresses", s)
	}
	return operand{prefix: netip.PrefixFrom(a, a.BitLen())}, nil
}

// inPrefix tells whether an address is in a range. An IPv4 address written as IPv6 counts as IPv4.
func inPrefix(have string, want *operand) bool {
	a, err := netip.ParseAddr(have)
	return err == nil && want.prefix.Contains(a.Unmap().WithZone(""))
}
