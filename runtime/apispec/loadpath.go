package apispec

import (
	"regexp"
	"strings"
)

// maxResources is the default quota of resources for an API. Source: AWS-GATEWAY.md 21.
const maxResources = 300

// anyMethod is the extension that holds the operation for all methods without one of their own.
const anyMethod = "x-amazon-apigateway-any-method"

// readPaths reads the resources and their methods.
func (l *loader) readPaths() {
	prefix, left := l.pathPrefix(l.readBasePath())
	l.api.BasePath = left
	paths := l.object(l.root.opt("paths"))
	if paths == nil {
		l.warnMissing(l.root, CodeDeploy, "add paths", "there are no paths, so the API has no methods")
		return
	}
	l.security = l.root.opt("security")
	l.validator = l.root.opt("x-amazon-apigateway-request-validator")
	l.consumes, l.produces = l.texts(l.root.opt("consumes")), l.texts(l.root.opt("produces"))
	for path, item := range paths.fields() {
		if strings.HasPrefix(path, "x-") {
			continue
		}
		if !strings.HasPrefix(path, "/") {
			l.failKey(item, CodePath, "write "+quote("/"+path), "Resource %s should start with /", path)
			continue
		}
		if r := l.addResource(item, prefix+path); r != nil {
			l.readPathItem(r, item)
		}
	}
	if n := len(l.api.Resources()); n > maxResources {
		l.warnMissing(paths, CodeQuota, "ask AWS for a higher quota, or join paths with {proxy+}", "the API has %d resources; the default quota is %d", n, maxResources)
	}
}

// pathPart is what a static part or the name of a variable matches.
var pathPart = regexp.MustCompile(`^[a-zA-Z0-9._:,-]+$`)

// addResource returns the resource at a path, made with its parents when it is not there yet; nil, with an error
// reported, when a part cannot be.
func (l *loader) addResource(item *cursor, path string) *Resource {
	r := l.api.Root
	for _, part := range splitPath(path) {
		child := l.resources[strings.TrimSuffix(r.Path, "/")+"/"+part]
		if child == nil {
			if child = l.newResource(item, path, r, part); child == nil {
				return nil
			}
			r.Children = append(r.Children, child)
			l.resources[child.Path] = child
		}
		r = child
	}
	if !r.Pos.IsValid() {
		r.Pos = l.pos(item)
	}
	return r
}

// badPathPart is API Gateway's message about a part that cannot be.
const badPathPart = "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end and an optional plus sign before the closing brace."

// newResource returns a resource for a part below its parent, nil with an error reported when it cannot be.
// Messages: AWS-GATEWAY.md 4, cases lint-child-under-greedy and lint-two-variable-siblings.
func (l *loader) newResource(item *cursor, path string, parent *Resource, part string) *Resource {
	fail := func(code, hint, msg string) *Resource {
		l.failKey(item, code, hint, "Unable to create resource at path '%s': %s", path, msg)
		return nil
	}
	r := &Resource{Path: strings.TrimSuffix(parent.Path, "/") + "/" + part, Part: part}
	name := part
	if strings.HasPrefix(part, "{") && strings.HasSuffix(part, "}") {
		name = part[1 : len(part)-1]
		name, r.Greedy = strings.CutSuffix(name, "+")
		r.Param = name
	}
	switch {
	case parent.Greedy:
		return fail(CodeGreedyChild, "{name+} must be the last part", "Cannot create a child of a resource with a greedy path variable: "+parent.Part)
	case !pathPart.MatchString(name):
		return fail(CodePath, "a variable must be a part of its own: /pets/{petId}", badPathPart)
	}
	if r.Param != "" {
		if sibling := l.variables[parent]; sibling != "" {
			return fail(CodeSibling, "use the same variable in both paths", "A sibling ("+sibling+") of this resource already has a variable path part -- only one is allowed")
		}
		l.variables[parent] = part
	}
	return r
}

// operationKeys are the keys of operations in a path item, with their methods.
var operationKeys = map[string]string{
	"get": "GET", "put": "PUT", "post": "POST", "delete": "DELETE", "patch": "PATCH", "options": "OPTIONS",
	"head": "HEAD", anyMethod: "ANY",
}

// readPathItem reads the methods of a resource.
func (l *loader) readPathItem(r *Resource, c *cursor) {
	item := l.object(l.follow(c))
	if item == nil {
		return
	}
	l.extensions(item, anyMethod)
	shared := l.list(item.opt("parameters"))
	for key, op := range item.fields() {
		httpMethod, ok := operationKeys[key]
		switch {
		case ok:
			l.readOperation(r, httpMethod, op, shared)
		case key == "parameters" || key == "servers" || key == "summary" || key == "description" || key == "$ref" || strings.HasPrefix(key, "x-"):
		default:
			l.failKey(op, CodeHTTPMethod, methodHint(key), "Invalid HttpMethod specified. Valid options are %s", joined(httpMethods, ","))
		}
	}
}

// methodHint returns how to mend the key of an operation.
func methodHint(key string) string {
	lower := strings.ToLower(key)
	if _, ok := operationKeys[lower]; ok {
		return "write it in small letters: " + lower
	}
	if lower == "any" {
		return "write " + anyMethod
	}
	if word := suggest(lower, []string{"get", "put", "post", "delete", "patch", "options", "head"}); word != "" {
		return "did you mean " + word + "?"
	}
	return "for other methods use " + anyMethod
}
