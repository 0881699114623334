package apispec

import (
	"regexp"
	"strings"
)

// SourceKind says where a mapping takes its value from.
type SourceKind uint8

// The kinds of sources. Names in comments are those of Source.Name.
const (
	FromLiteral             SourceKind = iota + 1 // 'text': the text
	FromRequestHeader                             // method.request.header.NAME: the last of several
	FromRequestQuery                              // method.request.querystring.NAME: the last of several
	FromRequestPath                               // method.request.path.NAME
	FromRequestMultiHeader                        // method.request.multivalueheader.NAME: all
	FromRequestMultiQuery                         // method.request.multivaluequerystring.NAME: all
	FromRequestBody                               // method.request.body[.NAME]: a JSONPath without "$.", or "" for all
	FromResponseHeader                            // integration.response.header.NAME: the last of several
	FromResponseMultiHeader                       // integration.response.multivalueheader.NAME: all
	FromResponseBody                              // integration.response.body[.NAME]: as FromRequestBody
	FromContext                                   // context.NAME
	FromStageVariable                             // stageVariables.NAME
)

// Source is the right side of a parameter mapping. Source: AWS-GATEWAY.md 9 and 13.
type Source struct {
	Kind SourceKind
	Name string
	Expr string // the expression as written
}

// parameterName is what names of request parameters match; the text is API Gateway's. Source: AWS-GATEWAY.md 9.
const parameterName = `^[a-zA-Z0-9._$-]+$`

// parameterNameRegexp is parameterName compiled.
var parameterNameRegexp = regexp.MustCompile(parameterName)

// sourcePrefix is the beginning of the sources of a kind.
type sourcePrefix struct {
	prefix string
	kind   SourceKind
}

// requestSources are the sources that requests offer, to integration requests, gateway responses and authorizers.
var requestSources = []sourcePrefix{
	{"method.request.header.", FromRequestHeader},
	{"method.request.querystring.", FromRequestQuery},
	{"method.request.path.", FromRequestPath},
	{"method.request.multivalueheader.", FromRequestMultiHeader},
	{"method.request.multivaluequerystring.", FromRequestMultiQuery},
	{"method.request.body", FromRequestBody},
	{"context.", FromContext},
	{"stageVariables.", FromStageVariable},
}

// responseSources are the sources that backends' responses offer.
var responseSources = []sourcePrefix{
	{"integration.response.header.", FromResponseHeader},
	{"integration.response.multivalueheader.", FromResponseMultiHeader},
	{"integration.response.body", FromResponseBody},
	{"context.", FromContext},
	{"stageVariables.", FromStageVariable},
}

// parseSource parses the right side of a mapping; false when it is none of the sources.
func parseSource(expr string, prefixes []sourcePrefix) (Source, bool) {
	if len(expr) >= 2 && expr[0] == '\'' && expr[len(expr)-1] == '\'' {
		return Source{FromLiteral, expr[1 : len(expr)-1], expr}, true
	}
	for _, p := range prefixes {
		name, ok := strings.CutPrefix(expr, p.prefix)
		if !ok {
			continue
		}
		switch p.kind {
		case FromRequestBody, FromResponseBody:
			if ok = name == "" || len(name) > 1 && name[0] == '.'; ok {
				name = strings.TrimPrefix(name, ".")
			}
		case FromContext:
			ok = name != ""
		default:
			ok = parameterNameRegexp.MatchString(name)
		}
		if ok {
			return Source{p.kind, name, expr}, true
		}
	}
	return Source{}, false
}

// targetKind says which mappings a block holds.
type targetKind struct {
	field    string // name of the block, "requestParameters"
	prefixes []targetPrefix
	sources  []sourcePrefix
	example  string // of a target, for hints
	source   string // example of a source, for hints
}

// targetPrefix is the beginning of the targets at a location.
type targetPrefix struct {
	prefix string
	in     Location
}

// The blocks of mappings.
var (
	requestTargets = &targetKind{
		field: "requestParameters",
		prefixes: []targetPrefix{
			{"integration.request.header.", Header},
			{"integration.request.querystring.", QueryString},
			{"integration.request.path.", Path},
		},
		sources: requestSources, example: "integration.request.header.Accept", source: "method.request.header.Accept",
	}
	responseTargets = &targetKind{
		field:    "responseParameters",
		prefixes: []targetPrefix{{"method.response.header.", Header}},
		sources:  responseSources, example: "method.response.header.Location", source: "integration.response.header.Location",
	}
	gatewayTargets = &targetKind{
		field:    "responseParameters",
		prefixes: []targetPrefix{{"gatewayresponse.header.", Header}},
		sources:  requestSources, example: "gatewayresponse.header.Access-Control-Allow-Origin", source: "method.request.header.Origin",
	}
)

// parseTarget parses the left side of a mapping; false when it is none of the targets.
func (k *targetKind) parseTarget(expr string) (in Location, name string, ok bool) {
	for _, p := range k.prefixes {
		if name, ok = strings.CutPrefix(expr, p.prefix); ok {
			return p.in, name, parameterNameRegexp.MatchString(name)
		}
	}
	return "", "", false
}

// target writes the left side of a mapping.
func (k *targetKind) target(m Mapping) string {
	for _, p := range k.prefixes {
		if p.in == m.In {
			return p.prefix + m.Name
		}
	}
	return m.Name
}
