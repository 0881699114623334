package gen

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/conformance"
)

// jsonNode is a request body while it is written: the generator remembers its shape to write paths into it.
type jsonNode struct {
	text    string
	keys    []string
	members []*jsonNode // values of an object's keys, or elements
}

// bodyMember returns the value of an object's member. Members have the types their names promise, so that filters
// compare like with like. It is nil for a name that is not to be nested any deeper.
func (w *writer) bodyMember(name string, depth int) *jsonNode {
	switch name {
	case "id":
		return leaf(strconv.Itoa(w.r.IntN(50)))
	case "price":
		return leaf(pick(w, "1.5", "10.0", "249.99", "0.99", "1e3", "12345678.9"))
	case "on":
		return leaf(pick(w, "true", "false"))
	case "none":
		return leaf("null")
	case "big":
		return leaf(pick(w, "3000000000", "12345678901234567890", "0.1234567890123456789", "-0", "1E+5", "1e-7"))
	case "a b":
		return leaf(w.scalar())
	case "tags":
		return w.bodyList(func() *jsonNode { return leaf(quoted(pick(w, sampleStrings...))) })
	case "matrix":
		return w.bodyList(func() *jsonNode {
			return w.bodyList(func() *jsonNode { return leaf(strconv.Itoa(w.r.IntN(9))) })
		})
	case "items", "o":
		if depth <= 0 {
			return nil
		}
		if name == "o" {
			return w.bodyObject(depth - 1)
		}
		return w.bodyList(func() *jsonNode { return w.bodyObject(depth - 1) })
	}
	return leaf(quoted(pick(w, sampleStrings...)))
}

func leaf(text string) *jsonNode { return &jsonNode{text: text} }

func (w *writer) bodyList(element func() *jsonNode) *jsonNode {
	n := &jsonNode{}
	var texts []string
	for range w.r.IntN(4) {
		e := element()
		n.members = append(n.members, e)
		texts = append(texts, e.text)
	}
	n.text = "[" + strings.Join(texts, pick(w, ",", ", ")) + "]"
	return n
}

func (w *writer) bodyObject(depth int) *jsonNode {
	n := &jsonNode{}
	var texts []string
	for _, name := range []string{"id", "name", "price", "on", "none", "tags", "items", "o", "big", "first-name", "a b", "matrix"} {
		if w.chance(0.5) {
			continue
		}
		if v := w.bodyMember(name, depth); v != nil {
			n.keys = append(n.keys, name)
			n.members = append(n.members, v)
			texts = append(texts, quoted(name)+pick(w, ":", ": ")+v.text)
		}
	}
	n.text = "{" + strings.Join(texts, pick(w, ",", ", ", ",\n ")) + "}"
	return n
}

// gateway writes what the API Gateway variables are made of.
func (w *writer) gateway() *conformance.Gateway {
	g := &conformance.Gateway{}
	w.body = w.bodyObject(2)
	g.Body = w.oneOf(
		option{14, func() string { return w.body.text }},
		option{2, func() string {
			w.body = w.bodyList(func() *jsonNode { return w.bodyObject(1) })
			return w.body.text
		}},
		option{1, func() string { return "" }},
		option{1, func() string { return w.scalar() }},
		option{2, func() string {
			return pick(w, "plain text", "a=1&b=2", "{a:1}", "{'a':'b'}", "{\"a\":1,}", "{\"a\":", "[1,2", "<xml/>", "{\"a\":1}x", "  ", "[1,,2]", "\"text\"", "{\"id\":007}", "{\"a\":tRue}", "nul", "{\"id\":1,\"id\":2}", "[]", "{}")
		}},
	)
	g.Params = json.RawMessage(`{"path":` + w.params("id", "petId", "p") + `,"querystring":` + w.params("q", "id", "page", "x-y") + `,"header":` + w.params("X-Id", "Accept", "Host", "q") + `}`)
	g.Context = json.RawMessage(`{"requestId":"r-1","stage":"dev","httpMethod":"POST","identity":{"sourceIp":"127.0.0.1","user":null},"authorizer":{"principalId":"u","n":"1"},"requestOverride":{"header":{},"path":{},"querystring":{}},"responseOverride":{"header":{}}}`)
	g.StageVariables = json.RawMessage(w.params("env", "url", "v"))
	return g
}

// params writes an object of some of the names, with texts as values.
func (w *writer) params(names ...string) string {
	var members []string
	for _, name := range names {
		if w.chance(0.7) {
			members = append(members, quoted(name)+":"+quoted(pick(w, sampleStrings...)))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

// gatewayWork writes a template over the API Gateway variables.
func (w *writer) gatewayWork() string {
	return w.block(0, 1) + w.repeat(1, 6, "", func() string {
		return w.oneOf(
			option{10, w.gatewayReference},
			option{2, w.plain},
			option{2, func() string {
				return "#set($o = $input.path(" + w.jsonPath() + "))" + w.repeat(1, 3, "", func() string {
					return pick(w, "$o", "$!o ", "$o.name", "$o.size()", "$o[0]", "$o.get(0)", "$o.items[0].id", "$o.class.name", "$o.toString()", "$o.keySet()", "#foreach($x in $o)<$x>#end", "$o.length()",
						"#if($o)T#{else}F#end", "#if($o == '')E#end", "#if($o == $null)N#end", "$o.isEmpty()", "#foreach($k in $o.keySet())$k=$o.get($k);#end", "#if($o.size() > 1)M#end", "$o.add(1)$o", "$o.put('z', 1)$o")
				})
			}},
			option{1, func() string {
				return "#foreach($x in $input.path(" + w.jsonPath() + "))" + pick(w, "$x", "$x.id", "$x.name#if($foreach.hasNext),#end", "$util.escapeJavaScript($x)") + "#end"
			}},
			option{1, func() string {
				return pick(w, "#set($context.requestOverride.header.X-A = 'v')", "#set($context.responseOverride.status = 400)", "#set($context.requestOverride.path.id = $input.path('$.id'))", "#set($b = $context.requestOverride.header.put('k', 'v'))") + "$context.requestOverride.header.X-A$context.responseOverride.status"
			}},
		)
	})
}

// gatewayReference writes a use of $input, $util, $context or $stageVariables; plain text in the plain dialect.
func (w *writer) gatewayReference() string {
	if !w.apigateway() {
		return w.plain()
	}
	return w.decorated(w.oneOf(
		option{8, func() string { return "$input.json(" + w.jsonPath() + ")" }},
		option{8, func() string {
			return "$input.path(" + w.jsonPath() + ")" + pick(w, "", "", ".name", ".size()", "[0]", ".length()")
		}},
		option{1, func() string {
			return pick(w, "$input.body", "$input.body.length()", "$input.body.x", "$input.nope")
		}},
		option{4, func() string {
			return pick(w, "$input.params('id')", "$input.params('q')", "$input.params(\"X-Id\")", "$input.params('nope')", "$input.params().path.id", "$input.params().querystring", "$input.params().get('header').size()",
				"$input.params().keySet()", "$input.params()", "$input.params('Accept').length()")
		}},
		option{6, func() string {
			return "$util." + pick(w, "escapeJavaScript", "urlEncode", "base64Encode", "parseJson", "urlDecode", "base64Decode", "nope") + "(" + w.utilArgument() + ")"
		}},
		option{2, func() string { return "$util.base64Decode($util.base64Encode(" + w.utilArgument() + "))" }},
		option{2, func() string { return "$util.urlDecode($util.urlEncode(" + w.utilArgument() + "))" }},
		option{2, func() string {
			return "$util.parseJson($input.json(" + w.jsonPath() + "))" + pick(w, "", ".name", "[0]", ".size()")
		}},
		option{2, func() string { return `$util.escapeJavaScript(` + w.utilArgument() + `).replaceAll("\\'","'")` }},
		option{2, func() string {
			return pick(w, "$context.requestId", "$context.identity.sourceIp", "$context.identity.user", "$context.nope", "$context.authorizer.principalId", "$context.stage", "$context.authorizer.claims.x", "$context.get('stage')")
		}},
		option{2, func() string {
			return pick(w, "$stageVariables.env", "$stageVariables['url']", "$stageVariables.nope", "$stageVariables.get('v')", "$stageVariables")
		}},
	))
}

// utilArgument writes a text argument.
func (w *writer) utilArgument() string {
	return w.oneOf(
		option{4, func() string { return "$input.path(" + w.jsonPath() + ")" }},
		option{3, func() string { return "$input.json(" + w.jsonPath() + ")" }},
		option{4, func() string { return quote(pick(w, sampleStrings...)) }},
		option{2, func() string {
			return pick(w, "$input.body", "$s", "$name", "$nope", "$list", "$n", "$input.params('q')")
		}},
		option{1, func() string {
			return pick(w, "'{\"a\": [1, 2.50, null]}'", "'[1'", "'%41+b'", "'%zz'", "'aGk='", "'a'", "''", "'{a:1}'", "'true'", "'%E4%B8%AD'", "'%ff'")
		}},
	)
}

// jsonPath writes a JSONPath as a string literal. It keeps to what all versions of the library agree on: a union
// of properties or a deep scan ends a path, a union of indexes stays within the list, negative indexes and functions are left out.
func (w *writer) jsonPath() string {
	p := "$"
	n := w.body
	for range w.r.IntN(4) {
		step, next := w.pathStep(n)
		p += step
		if n = next; n == nil {
			break
		}
	}
	if p != "$" && w.chance(0.05) && strings.HasPrefix(p, "$.") && !strings.HasPrefix(p, "$..") && !strings.HasPrefix(p, "$.*") {
		p = p[2:]
	}
	if w.chance(0.1) && !strings.ContainsAny(p, `"`) {
		return `"` + p + `"`
	}
	return quote(p)
}

// pathStep writes one step from n and returns the node it leads to, nil when that is not one node.
func (w *writer) pathStep(n *jsonNode) (string, *jsonNode) {
	switch {
	case n == nil || len(n.members) == 0:
		return pick(w, ".nope", ".id", "['x']", ".a.b.c"), nil
	case len(n.keys) > 0:
		return w.memberStep(n)
	}
	return w.elementStep(n)
}

func (w *writer) memberStep(n *jsonNode) (string, *jsonNode) {
	i := w.r.IntN(len(n.keys))
	key := n.keys[i]
	switch w.r.IntN(12) {
	case 0:
		return pick(w, ".*", "[*]"), nil
	case 1:
		return ".." + pick(w, "id", "name", "tags", "price"), nil
	case 2:
		return pick(w, ".nope", ".nope.nope", "['nope']"), nil
	case 3, 4, 5:
		return "['" + key + "']", n.members[i]
	case 6:
		return "['" + key + "','" + pick(w, n.keys...) + "']", nil
	}
	if strings.Contains(key, " ") {
		return "['" + key + "']", n.members[i]
	}
	return "." + key, n.members[i]
}

func (w *writer) elementStep(n *jsonNode) (string, *jsonNode) {
	i := w.r.IntN(len(n.members))
	switch w.r.IntN(10) {
	case 0, 1:
		return "[*]" + w.elementMember(n), nil
	case 2:
		return pick(w, "[0:1]", "[:2]", "[1:]", "[-1:]", "[-2:]", "[0:9]") + w.elementMember(n), nil
	case 3:
		if len(n.members) > 1 {
			return pick(w, "[0,1]", "[1,0]"), nil
		}
	case 4:
		return "[9]", nil
	case 5, 6:
		if len(n.members[0].keys) > 0 {
			return w.filter() + w.elementMember(n), nil
		}
	}
	return "[" + strconv.Itoa(i) + "]", n.members[i]
}

// elementMember writes a step into each of the elements chosen, or none. All of them have the member.
func (w *writer) elementMember(n *jsonNode) string {
	var shared []string
	for _, key := range n.members[0].keys {
		if everyHas(n.members, key) {
			shared = append(shared, "['"+key+"']")
		}
	}
	if len(shared) == 0 || w.chance(0.5) {
		return ""
	}
	return pick(w, shared...)
}

// everyHas tells whether all nodes have the key.
func everyHas(nodes []*jsonNode, key string) bool {
	for _, n := range nodes {
		if !slices.Contains(n.keys, key) {
			return false
		}
	}
	return true
}

// filter writes a filter over the members whose types are known.
func (w *writer) filter() string {
	one := func() string {
		// Versions disagree about != where the member is missing.
		return w.oneOf(
			option{3, func() string { return "@.id " + w.compareOp() + " " + strconv.Itoa(w.r.IntN(50)) }},
			option{2, func() string { return "@.price " + w.compareOp() + " " + pick(w, "10", "1.5", "100") }},
			option{2, func() string {
				return "@.name == '" + pick(w, "hello", "alpha", "007", "null") + "'"
			}},
			option{2, func() string { return "@." + pick(w, "tags", "name", "nope", "on", "o") }},
			option{1, func() string { return "@.name =~ " + pick(w, "/h.*/", "/H.*/i", "/.*a/") }},
		)
	}
	if w.chance(0.25) {
		return "[?(" + one() + pick(w, " && ", " || ") + one() + ")]"
	}
	return "[?(" + one() + ")]"
}

func (w *writer) compareOp() string { return pick(w, "==", "<", ">", "<=", ">=") }
