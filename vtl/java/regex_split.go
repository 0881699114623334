package java

// Split is String.split with this pattern: the texts between the matches. A positive limit bounds how many texts
// there are, the last one holding the rest; with limit 0 empty texts at the end are dropped, with a negative one
// nothing is. An empty match at the begin makes no empty text. Source: Pattern.split.
func (r *Regex) Split(m *Meter, s string, limit int) []Value {
	var parts []Value
	var sub *subject
	last := 0
	r.each(m, s, func(f regexMatch) bool {
		sub = f.subject
		if limit > 0 && len(parts) == limit-1 {
			return false
		}
		if last == 0 && f.finish() == 0 && f.begin() == 0 {
			return true
		}
		m.Bytes(bytesOfPart)
		parts = append(parts, String(f.slice(last, f.begin())))
		last = f.finish()
		return true
	})
	if last == 0 && len(parts) == 0 {
		return []Value{String(s)}
	}
	parts = append(parts, String(sub.slice(last, sub.end())))
	if limit == 0 {
		for len(parts) > 0 && parts[len(parts)-1] == Value(String("")) {
			parts = parts[:len(parts)-1]
		}
	}
	return parts
}

// bytesOfPart is what a text of a split is charged: it shares the bytes of the whole.
const bytesOfPart = 32
