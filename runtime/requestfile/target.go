package requestfile

import (
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// target is an address taken apart. Nothing is decoded.
type target struct{ host, path, query string }

// splitTarget takes an address apart: "http://host:port/path?query#fragment", or the same without scheme and host.
// User and fragment are dropped, which no client sends.
func splitTarget(s string) target {
	var t target
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s = s[:i]
	}
	if _, rest, ok := cutScheme(s); ok {
		end := strings.IndexAny(rest, "/?")
		if end < 0 {
			end = len(rest)
		}
		t.host, s = rest[:end], rest[end:]
		if i := strings.LastIndexByte(t.host, '@'); i >= 0 {
			t.host = t.host[i+1:]
		}
	}
	t.path, t.query, _ = strings.Cut(s, "?")
	if !strings.HasPrefix(t.path, "/") {
		t.path = "/" + t.path
	}
	return t
}

// cutScheme cuts "http://" and its like off an address.
func cutScheme(s string) (scheme, rest string, ok bool) {
	scheme, rest, ok = strings.Cut(s, "://")
	if !ok || scheme == "" || strings.ContainsFunc(scheme, func(r rune) bool { return !isAlnum(r) }) {
		return "", s, false
	}
	return strings.ToLower(scheme), rest, true
}

// isAlnum tells whether r is an ASCII letter or digit.
func isAlnum(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// cutStage takes the stage off the path of a request that was sent to the service itself, where the stage is the first
// segment, and notes it.
func (d *document) cutStage(q *runtime.Request) {
	host, _ := q.Header.GetFold("Host")
	if !strings.Contains(host, ".execute-api.") || !strings.Contains(host, ".amazonaws.com") {
		return
	}
	stage, rest, _ := strings.Cut(strings.TrimPrefix(q.Path, "/"), "/")
	if stage == "" {
		return
	}
	q.Path, q.Context = "/"+rest, runtime.Vars{"stage": stage}
}

// matchResource reads the path parameters by the resource that the options name.
func (d *document) matchResource(c *call) error {
	if d.options.ResourcePath == "" {
		return nil
	}
	q := &c.Request
	q.ResourcePath = d.options.ResourcePath
	if len(q.PathParams) > 0 {
		return nil // an event has them
	}
	params, ok := matchPath(q.ResourcePath, q.Path)
	if !ok {
		return d.fail(c.from, c.to, "the path "+syntax.Visible(q.Path)+" does not match the resource "+syntax.Visible(q.ResourcePath), "")
	}
	q.PathParams = params
	return nil
}

// matchPath returns the path parameters of a path by its resource; ok is false when they do not match. A slash at the
// end counts nothing, as for the service.
func matchPath(resource, path string) (params map[string]string, ok bool) {
	params = map[string]string{}
	resource, path = strings.Trim(resource, "/"), strings.TrimPrefix(path, "/")
	path = strings.TrimSuffix(path, "/")
	for {
		part, nextPart, more := strings.Cut(resource, "/")
		value, nextValue, moreValues := strings.Cut(path, "/")
		name, isParam := paramName(part)
		switch {
		case isParam && strings.HasSuffix(name, "+"):
			params[strings.TrimSuffix(name, "+")] = path
			return params, path != "" && !more
		case isParam && value != "":
			params[name] = value
		case part != value || isParam:
			return nil, false
		}
		if more != moreValues {
			return nil, false
		}
		if !more {
			return params, true
		}
		resource, path = nextPart, nextValue
	}
}

// paramName returns the name between the braces of a part of a resource.
func paramName(part string) (string, bool) {
	if len(part) > 2 && part[0] == '{' && part[len(part)-1] == '}' {
		return part[1 : len(part)-1], true
	}
	return "", false
}
