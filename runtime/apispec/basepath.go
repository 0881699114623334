package apispec

import "strings"

// readBasePath returns the base path the document declares: one slash in front, none behind; "" when there is none.
//
// OpenAPI 3: the first server variable called basePath counts even where no URL mentions it; else the path of the
// first server's URL. Swagger 2: basePath. Source: AWS-GATEWAY.md 4, cases import-basepath-*.
func (l *loader) readBasePath() string {
	if l.swagger2 {
		return cleanBasePath(l.optScalar(l.root, "basePath"))
	}
	servers := l.list(l.root.opt("servers"))
	if servers == nil || len(servers.v.items) == 0 {
		return ""
	}
	if len(servers.v.items) > 1 {
		l.warnMissing(servers, CodeIgnored, "", "More than one server provided. Ignoring all but the first for defining endpoint configuration")
	}
	var first *cursor
	for s := range servers.items() {
		server := l.object(s)
		if server == nil {
			continue
		}
		if first == nil {
			first = server
		}
		if v := l.object(l.object(server.opt("variables")).opt("basePath")); v != nil {
			return cleanBasePath(l.optScalar(v, "default"))
		}
	}
	if first == nil {
		return ""
	}
	return cleanBasePath(urlPath(l.serverURL(first)))
}

// serverURL returns the URL of a server with the defaults of its variables in place.
func (l *loader) serverURL(server *cursor) string {
	url := l.optScalar(server, "url")
	for name, v := range l.object(server.opt("variables")).fields() {
		if v = l.object(v); v != nil {
			url = strings.ReplaceAll(url, "{"+name+"}", l.optScalar(v, "default"))
		}
	}
	return url
}

// urlPath returns the path of a URL.
func urlPath(url string) string {
	if _, rest, ok := strings.Cut(url, "://"); ok {
		url = rest
		slash := strings.IndexByte(url, '/')
		if slash < 0 {
			return ""
		}
		url = url[slash:]
	}
	path, _, _ := strings.Cut(url, "?")
	path, _, _ = strings.Cut(path, "#")
	return path
}

// cleanBasePath returns a path with one slash in front and none behind; "" when it has no parts.
func cleanBasePath(path string) string {
	parts := splitPath(path)
	if len(parts) == 0 {
		return ""
	}
	return "/" + strings.Join(parts, "/")
}

// pathPrefix returns what comes before every path, and the base path that is left over.
func (l *loader) pathPrefix(base string) (prefix, left string) {
	switch l.opts.BasePath {
	case PrependBasePath:
		return base, ""
	case SplitBasePath:
		if parts := splitPath(base); len(parts) > 1 {
			return "/" + strings.Join(parts[1:], "/"), ""
		}
		return "", ""
	default:
		return "", base
	}
}
