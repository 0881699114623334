package gateway

import "strings"

// mediaTypes are the binary media types of an API. Source: section 12.
type mediaTypes struct {
	exact  map[string]bool
	ranges []string // "image/" of "image/*"
	all    bool     // "*/*"
}

// newMediaTypes reads the list of a definition. "*/sub" is no wildcard and matches nothing, not even itself.
func newMediaTypes(list []string) mediaTypes {
	m := mediaTypes{exact: map[string]bool{}}
	for _, t := range list {
		t = strings.ToLower(strings.TrimSpace(t))
		main, sub, _ := strings.Cut(t, "/")
		switch {
		case t == "*/*":
			m.all = true
		case main == "*":
		case sub == "*":
			m.ranges = append(m.ranges, main+"/")
		default:
			m.exact[t] = true
		}
	}
	return m
}

// match tells whether a Content-Type or Accept value names a binary type. Only its first item counts.
func (m *mediaTypes) match(value string) bool {
	t := strings.ToLower(mediaType(value))
	if t == "" {
		return m.all
	}
	if m.all || m.exact[t] {
		return true
	}
	for _, r := range m.ranges {
		if strings.HasPrefix(t, r) {
			return true
		}
	}
	return false
}

// mediaType returns the first media type of a header value, without parameters.
func mediaType(value string) string {
	value, _, _ = strings.Cut(value, ",")
	value, _, _ = strings.Cut(value, ";")
	return strings.TrimSpace(value)
}
