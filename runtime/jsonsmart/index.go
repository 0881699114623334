package jsonsmart

// kind says what an entry of an index stands for, and how its text is to be read.
type kind uint8

// The kinds of entry.
const (
	kindNull     kind = iota // null
	kindTrue                 // true
	kindFalse                // false
	kindInt                  // digits, perhaps behind a minus sign
	kindFloat                // a number with a point or an exponent
	kindNaN                  // the bare word NaN
	kindPlain                // text in quotes without a backslash; the entry includes the quotes
	kindEscaped              // text in double quotes with backslashes, all of them escapes that JSON knows
	kindLoose                // text in quotes with backslashes, read by json-smart's own rules
	kindBare                 // text without quotes
	kindObject               // {: the number of the entry behind the object's last one
	kindArray                // [: the same
	kindEnd                  // } or ]: the number of members
	kindEndTwice             // } of an object in which a name stands more than once
)

// entry is one token of a document: a scalar, a member name, or the beginning or end of a container. The entries of
// a container lie between its first and its kindEnd entry; in an object names and values alternate.
type entry struct {
	at   uint32 // byte offset in the text
	bits uint32 // kind in the top four bits; below it a length in bytes, an entry number or a count
}

// entryBytes is the size of an entry.
const entryBytes = 8

// lowBits is how many bits of an entry hold its number; maxText is the first text length that does not fit.
const (
	lowBits = 28
	maxText = 1 << lowBits
)

// makeEntry packs an entry.
func makeEntry(at int, k kind, n int) entry {
	return entry{at: uint32(at), bits: uint32(k)<<lowBits | uint32(n)}
}

// kind returns what e stands for.
func (e entry) kind() kind { return kind(e.bits >> lowBits) }

// n returns the number e holds: a length, an entry number or a count.
func (e entry) n() int { return int(e.bits & (maxText - 1)) }

// container tells whether e begins an object or array.
func (e entry) container() bool { return e.kind() == kindObject || e.kind() == kindArray }

// textOf returns the text of a scalar or name, with its quotes.
func (e entry) textOf(text string) string { return text[e.at : int(e.at)+e.n()] }

// index is what the two scanners write: the entries of a text, and the containers open at the moment.
type index struct {
	entries []entry
	open    []openContainer
	limit   int // containers that may be open at once
}

// openContainer is a container whose end has not been read.
type openContainer struct {
	at      int    // its entry
	object  bool   // it is an object
	members int    // members read so far
	names   uint64 // one bit for every name read so far
	twice   bool   // two names fell on the same bit
}

// newIndex returns an index with room for an ordinary text of size bytes: a large one has an entry in six bytes or so,
// a small one gets room enough for more.
func newIndex(size, limit int) index {
	const small, most = 1 << 14, 1 << 18
	room := min(size/6, most)
	if size <= small {
		room = size / 4
	}
	return index{entries: make([]entry, 0, room+8), open: make([]openContainer, 0, 8), limit: limit}
}

// add appends an entry. It doubles the room, where append would copy more often.
func (x *index) add(e entry) {
	if len(x.entries) == cap(x.entries) {
		more := make([]entry, len(x.entries), 2*cap(x.entries))
		copy(more, x.entries)
		x.entries = more
	}
	x.entries = append(x.entries, e)
}

// push begins a container; false means that too many are open.
func (x *index) push(at int, k kind) bool {
	if len(x.open) >= x.limit {
		return false
	}
	x.open = append(x.open, openContainer{at: len(x.entries), object: k == kindObject})
	x.add(makeEntry(at, k, 0))
	return true
}

// pop ends the innermost container at byte offset at.
func (x *index) pop(text string, at int) {
	o := x.open[len(x.open)-1]
	x.open = x.open[:len(x.open)-1]
	end := kindEnd
	if o.twice && x.repeats(text, o) {
		end = kindEndTwice
	}
	x.add(makeEntry(at, end, o.members))
	first := &x.entries[o.at]
	*first = makeEntry(int(first.at), first.kind(), len(x.entries))
}

// addName appends the entry of a member name and notes its mark among those of the innermost object.
func (x *index) addName(e entry, mark uint64) {
	x.add(e)
	o := &x.open[len(x.open)-1]
	o.twice = o.twice || o.names&mark != 0
	o.names |= mark
}

// nameMark returns one bit that a name (not empty) shares with all equal ones and few others.
func nameMark(name string) uint64 {
	n := len(name)
	h := uint(n)*29 + uint(name[0])*7 + uint(name[n-1])*13 + uint(name[n>>1])
	return 1 << (h & 63)
}

// smallObject is the number of members up to which names are compared in pairs.
const smallObject = 16

// repeats tells whether two names of the container being closed are equal.
func (x *index) repeats(text string, o openContainer) bool {
	if o.members <= smallObject {
		return x.repeatsSmall(text, o)
	}
	seen := make(map[string]struct{}, o.members)
	for i := o.at + 1; i < len(x.entries); i = x.after(i + 1) {
		seen[nameText(text, x.entries[i])] = struct{}{}
	}
	return len(seen) < o.members
}

// repeatsSmall compares the names in pairs.
func (x *index) repeatsSmall(text string, o openContainer) bool {
	var names [smallObject]string
	n := 0
	for i := o.at + 1; i < len(x.entries); i = x.after(i + 1) {
		name := nameText(text, x.entries[i])
		for _, other := range names[:n] {
			if name == other {
				return true
			}
		}
		names[n] = name
		n++
	}
	return false
}

// after returns the number of the entry behind value i.
func (x *index) after(i int) int { return nextEntry(x.entries, i) }

// nextEntry returns the number of the entry behind the value that begins at entry i.
func nextEntry(entries []entry, i int) int {
	if e := entries[i]; e.container() {
		return e.n()
	}
	return i + 1
}
