package java

import (
	"container/list"
	"sync"
)

// Regex is a compiled java.util.regex.Pattern. It is safe for any number of goroutines.
//
// Three engines stand behind it. A pattern without special characters is searched for as text. A pattern that only
// needs what the standard library offers, with the same results, and could take long, runs there in linear time. Every
// other one is run by a machine of our own that backtracks as Java does, and is stopped by the clock.
type Regex struct {
	*pattern
	literal  string // the text the pattern stands for when isText
	isText   bool
	nullable bool // may match the empty text
	// halves is set when a match may begin between the units of a surrogate pair.
	halves bool
	linear linearUse
	weight int // size of the compiled form in arbitrary units, for the cache and the meter

	mu         sync.Mutex
	backtracks *regexProgram // nil before it is needed
	automata   map[translation]*automaton
}

// CompileRegex compiles a Java pattern with flags of java.util.regex.Pattern (0 for none). The error is the
// PatternSyntaxException Java throws, or an UnsupportedOperationException for \N{..} and \b{g}. The result is
// cached; what is charged to m does not depend on the cache.
func CompileRegex(m *Meter, source string, flags int) (*Regex, error) {
	m.Step(16 + len(source))
	if m != nil && m.Limits.RegexPattern > 0 && len(source) > m.Limits.RegexPattern {
		m.Exceeded("regex pattern", int64(m.Limits.RegexPattern), "bytes")
	}
	key := regexKey{source, flags}
	r := regexes.get(key)
	if r == nil {
		p, err := parsePattern(m, source, flags)
		if err != nil {
			return nil, err
		}
		r = newRegex(p)
		r.weight += len(source)
		regexes.put(key, r)
	} else if m != nil && r.depth > m.Limits.RegexGroups && m.Limits.RegexGroups > 0 {
		m.Exceeded("regex groups", int64(m.Limits.RegexGroups), "")
	}
	m.Step(r.weight >> 4)
	m.Bytes(r.weight)
	return r, nil
}

// newRegex returns the Regex of a parsed pattern. Programs are built when first needed.
func newRegex(p *pattern) *Regex {
	r := &Regex{pattern: p, automata: map[translation]*automaton{}}
	r.literal, r.isText = plainText(p.root)
	r.nullable = p.root.minimum() == 0
	r.halves = r.nullable || !p.codePoints && p.root.beginsLow()
	r.linear = linearUseOf(p)
	p.root.anywhere(func(n *regexNode) bool {
		r.weight += 8 + len(n.set)
		return false
	})
	return r
}

// plainText returns the text that n matches and nothing else, if there is one.
func plainText(n *regexNode) (string, bool) {
	subs := []*regexNode{n}
	if n.op == opSequence {
		subs = n.subs
	}
	var text []byte
	for _, s := range subs {
		r, ok := s.set.single()
		if s.op != opSet || !ok {
			return "", false
		}
		text = appendRune(text, r)
	}
	return string(text), true
}

// beginsLow tells whether a match of n may be empty or begin with a low surrogate. It may err on the side of yes.
func (n *regexNode) beginsLow() bool {
	switch n.op {
	case opSet:
		return len(n.set.intersect(runeSet{lowStart, lowEnd})) > 0
	case opSequence:
		for _, s := range n.subs {
			if s.minimum() > 0 {
				return s.beginsLow()
			}
			if s.op != opAnchor && s.op != opLook && s.beginsLow() {
				return true
			}
		}
		return true
	case opBranch, opGroup, opRepeat, opAtomic:
		for _, s := range n.subs {
			if s.beginsLow() {
				return true
			}
		}
		return false
	}
	return n.op != opLineBreak
}

// Bounds of the cache of compiled patterns.
const (
	maxCachedRegexes = 1000
	maxCachedWeight  = 1 << 18 // about 16 MB
)

// regexKey identifies a compiled pattern.
type regexKey struct {
	source string
	flags  int
}

// regexCache keeps the patterns used last, at most maxCachedRegexes and of maxCachedWeight together.
type regexCache struct {
	mu     sync.Mutex
	order  list.List // of *cachedRegex, the one used last in front
	byKey  map[regexKey]*list.Element
	weight int
}

// cachedRegex is an entry of the cache.
type cachedRegex struct {
	key   regexKey
	regex *Regex
}

// regexes is the cache of all runs.
var regexes = &regexCache{byKey: map[regexKey]*list.Element{}}

// get returns the compiled pattern for key, or nil.
func (c *regexCache) get(key regexKey) *Regex {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cachedRegex).regex
}

// put keeps r under key and drops what was not used for longest.
func (c *regexCache) put(key regexKey, r *Regex) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey[key] != nil || r.weight > maxCachedWeight/16 {
		return
	}
	c.byKey[key] = c.order.PushFront(&cachedRegex{key, r})
	c.weight += r.weight
	for c.order.Len() > maxCachedRegexes || c.weight > maxCachedWeight {
		last := c.order.Remove(c.order.Back()).(*cachedRegex)
		delete(c.byKey, last.key)
		c.weight -= last.regex.weight
	}
}
