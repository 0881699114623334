package gateway

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/vtlkit/vtl/runtime/apispec"
)

// methodCaching says how the answers of a method are kept.
type methodCaching struct {
	ttl       time.Duration
	namespace string // "" stands for the resource
	params    []cacheParameter
	// accepts are the media types, in lower case, between which the client's Accept chooses an answer.
	accepts map[string]bool
	binary  bool // Accept decides about the conversion of the body
}

// cacheParameter is a parameter that tells answers apart.
type cacheParameter struct {
	name string // as in the definition
	from apispec.Source
	// body stands for a parameter that is taken out of the body: all of it counts then.
	body bool
}

// cacheSources are the sources of cache key parameters by what follows "method.request.".
var cacheSources = []struct {
	prefix string
	kind   apispec.SourceKind
}{
	{"querystring.", apispec.FromRequestQuery}, {"multivaluequerystring.", apispec.FromRequestMultiQuery},
	{"header.", apispec.FromRequestHeader}, {"multivalueheader.", apispec.FromRequestMultiHeader},
	{"path.", apispec.FromRequestPath},
}

// cacheTargets are the places of integration requests by what follows "integration.request.".
var cacheTargets = map[string]apispec.Location{"querystring": apispec.QueryString, "header": apispec.Header, "path": apispec.Path}

// caching compiles how the answers of a method are cached; nil when they are not. Only GET methods are. Source:
// section 17.
func (c *compiler) caching(spec *apispec.Method) *methodCaching {
	ttl := c.cacheTTL()
	if ttl == 0 || spec.HTTPMethod != "GET" || spec.Integration == nil {
		return nil
	}
	m := &methodCaching{ttl: ttl, namespace: spec.Integration.CacheNamespace, binary: len(c.stage.API.BinaryMediaTypes) > 0}
	for _, name := range spec.Integration.CacheKeyParameters {
		p, ok := cacheParameterOf(name, spec.Integration)
		if !ok {
			c.fail(&apispec.Error{Problem: apispec.Problem{
				Code: CodeCacheKey, Pos: spec.Integration.Pos, Msg: "Invalid cache key parameter specified", Value: quoteJSON(name),
				Hint: "use method.request.querystring.NAME, .header.NAME or .path.NAME, or integration.request... of a mapped one",
			}})
			continue
		}
		m.params = append(m.params, p)
	}
	for _, r := range spec.Integration.Responses {
		for _, t := range r.Templates {
			if m.accepts == nil {
				m.accepts = map[string]bool{}
			}
			m.accepts[strings.ToLower(mediaType(t.ContentType))] = true
		}
	}
	return m
}

// cacheParameterOf returns a parameter by its name in cacheKeyParameters. One of the integration request counts by
// what is mapped onto it; nothing mapped is always missing.
func cacheParameterOf(name string, i *apispec.Integration) (cacheParameter, bool) {
	if rest, ok := strings.CutPrefix(name, "method.request."); ok {
		for _, s := range cacheSources {
			if n, ok := strings.CutPrefix(rest, s.prefix); ok && n != "" {
				return cacheParameter{name: name, from: apispec.Source{Kind: s.kind, Name: n, Expr: name}}, true
			}
		}
		return cacheParameter{}, false
	}
	rest, ok := strings.CutPrefix(name, "integration.request.")
	place, target, found := strings.Cut(rest, ".")
	in, known := cacheTargets[place]
	if !ok || !found || !known || target == "" {
		return cacheParameter{}, false
	}
	p := cacheParameter{name: name}
	for _, m := range i.RequestParameters {
		if m.In == in && m.Name == target {
			p.from, p.body = m.From, m.From.Kind == apispec.FromRequestBody
		}
	}
	return p, true
}

// key returns the key of a request: deployment, stage, method, namespace or resource, the representation asked for,
// and all values of every parameter. Lengths stand in front of the parts, so different parts give different keys.
func (m *methodCaching) key(x *Exchange) string {
	namespace := []string{"resource", x.Resource.Spec.Path}
	if m.namespace != "" {
		namespace = []string{"namespace", m.namespace}
	}
	parts := append([]string{x.API().APIID, x.Stage.around.digest, x.Stage.Name, x.Method.Spec.HTTPMethod}, namespace...)
	parts = append(parts, m.representation(x))
	for _, p := range m.params {
		values := p.values(x)
		parts = append(parts, p.name, strconv.Itoa(len(values)))
		parts = append(parts, values...)
	}
	// Hashed, since headers in it can be long and secret.
	sum := sha256.Sum256([]byte(joinLengths(parts)))
	return string(sum[:])
}

// values returns all values that a parameter has in a request.
func (p *cacheParameter) values(x *Exchange) []string {
	if p.body {
		return []string{string(x.Body)}
	}
	switch p.from.Kind {
	case 0:
		return nil
	case apispec.FromRequestQuery, apispec.FromRequestMultiQuery:
		return x.Query.All(p.from.Name)
	case apispec.FromRequestHeader, apispec.FromRequestMultiHeader:
		return x.Header.All(p.from.Name)
	default:
		if v, ok := x.source(p.from); ok {
			return []string{v}
		}
		return nil
	}
}

// representation returns what the client's Accept chooses: the template of the answer and whether its body is sent as
// bytes. No cache key parameter names it, yet an answer made for one Accept is wrong for the other.
func (m *methodCaching) representation(x *Exchange) string {
	accept, _ := x.Header.GetFold("Accept")
	r := ""
	if t := strings.ToLower(mediaType(accept)); m.accepts[t] {
		r = t
	}
	if m.binary {
		r += " " + strconv.FormatBool(x.acceptsBinary())
	}
	return r
}

// sortedNames returns the keys of a map in order.
func sortedNames(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
