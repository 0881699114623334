package java

import "strings"

// regexMatch is a match: the places of group 0, group 1, ... as pairs of begin and end, -1 where a group took no
// part. Places belong to the subject.
type regexMatch struct {
	*subject
	places []int
}

// subject is the text a pattern is matched against. A place in it is a byte offset, or when runes is set twice the
// offset of a code point, plus one between the two units of that code point.
type subject struct {
	text  string
	runes []rune
	// offsets are the byte offsets of the code points and of the end; nil when each is one byte.
	offsets []int32
}

// end returns the place behind the text.
func (s *subject) end() int {
	if s.runes != nil {
		return 2 * len(s.runes)
	}
	return len(s.text)
}

// slice returns the text between two places.
func (s *subject) slice(from, to int) string {
	if s.runes == nil {
		return s.text[from:to]
	}
	if from == to {
		return ""
	}
	if from&1 == 0 && to&1 == 0 {
		return s.text[s.offset(from/2):s.offset(to/2)]
	}
	return cutPairs(s.text, s.offset(from/2), s.offset(to/2), from&1 == 1, to&1 == 1)
}

// offset returns the byte offset of code point i.
func (s *subject) offset(i int) int {
	if s.offsets == nil {
		return i
	}
	return int(s.offsets[i])
}

// begin returns the place where the match begins.
func (r regexMatch) begin() int { return r.places[0] }

// finish returns the place behind the match.
func (r regexMatch) finish() int { return r.places[1] }

// group returns the text of group i; ok is false when it took no part in the match.
func (r regexMatch) group(i int) (text string, ok bool) {
	if r.places[2*i] < 0 {
		return "", false
	}
	return r.slice(r.places[2*i], r.places[2*i+1]), true
}

// textKind is what the choice of an engine depends on.
type textKind struct {
	ascii         bool
	halves        bool // surrogates that stand alone
	supplementary bool
	terminators   bool // line terminators
}

// kindOfText looks through s.
func kindOfText(s string) textKind {
	k := textKind{ascii: isASCII(s), terminators: strings.ContainsAny(s, "\n\r")}
	if k.ascii {
		return k
	}
	k.terminators = k.terminators || strings.ContainsAny(s, "\u0085\u2028\u2029")
	k.halves = hasHalves(s)
	k.supplementary = strings.ContainsFunc(s, func(r rune) bool { return r >= firstSupplemental })
	return k
}

// checkSubject charges m for looking at s and stops the run where s is longer than a pattern may be matched against.
func checkSubject(m *Meter, s string) {
	m.Step(1 + len(s)>>4)
	if m != nil && m.Limits.RegexSubject > 0 && len(s) > m.Limits.RegexSubject {
		m.Exceeded("regex subject", int64(m.Limits.RegexSubject), "bytes")
	}
}

// Matches tells whether the pattern matches all of s: String.matches.
func (r *Regex) Matches(m *Meter, s string) bool {
	if r.isText {
		return s == r.literal
	}
	checkSubject(m, s)
	k := kindOfText(s)
	if r.linear.fitsWhole(k, s) {
		if a := r.automaton(m, translation{ascii: k.ascii, whole: true}); a != nil {
			return a.search(m, s) != nil
		}
	}
	return r.matchesBacktracking(m, s, k)
}

// each calls yield with every match in s, in the order of Matcher.find, until yield returns false. The places of
// a match are valid during the call only.
func (r *Regex) each(m *Meter, s string, yield func(regexMatch) bool) {
	if r.isText && r.literal != "" {
		r.eachText(m, s, yield)
		return
	}
	checkSubject(m, s)
	k := kindOfText(s)
	if r.linear.fitsSearch(k, s, r.nullable) {
		if a := r.automaton(m, translation{ascii: k.ascii}); a != nil {
			r.eachLinear(m, a, s, yield)
			return
		}
	}
	r.eachBacktracking(m, s, k, yield)
}

// eachText is each for a pattern that is a text.
func (r *Regex) eachText(m *Meter, s string, yield func(regexMatch) bool) {
	m.Step(1 + len(s)>>4)
	sub, places := &subject{text: s}, make([]int, 2)
	for at := 0; ; {
		i := strings.Index(s[at:], r.literal)
		if i < 0 {
			return
		}
		places[0], places[1] = at+i, at+i+len(r.literal)
		at = places[1]
		m.Step(1)
		if !yield(regexMatch{sub, places}) {
			return
		}
	}
}
