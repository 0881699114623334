package apischema

// Method is a method of the interface: how it is called, and the names of the types it takes and gives.
type Method struct {
	Name    string `json:"name"`
	HTTP    string `json:"http"`
	Meaning string `json:"description"`
	Request *Ref   `json:"request,omitempty"`
	Answer  *Ref   `json:"answer"`
}

// Ref is a schema that only names others.
type Ref struct {
	Ref   string `json:"$ref,omitempty"`
	AnyOf []Ref  `json:"anyOf,omitempty"`
	Type  string `json:"type,omitempty"`
	Items *Ref   `json:"items,omitempty"`
}

// to returns the schema that names a type.
func to(name string) *Ref { return &Ref{Ref: "#/$defs/" + name} }

// Methods are the methods in the order of the documentation.
func Methods() []Method {
	return []Method{
		{"render", "POST /api/v1/render", "Renders a template. It takes what a line of vtl engine takes, or a Run.", &Ref{AnyOf: []Ref{*to("Run"), *to("Line")}}, to("Rendered")},
		{"explain", "POST /api/v1/explain", "Renders a template and tells where every byte of the output came from.", to("Run"), to("Explanation")},
		{"complete", "POST /api/v1/complete", "Lists what can be typed at Run.offset.", to("Run"), to("Completions")},
		{"format", "POST /api/v1/format", "Formats a template without changing its output.", to("Run"), to("Formatted")},
		{"request", "POST /api/v1/request", "Reads a request out of an HTTP message, a curl command, a HAR file or a Lambda proxy event.", to("RawRequest"), to("ReadRequest")},
		{"nodes", "POST /api/v1/nodes", "Lists the values inside of a JSON body.", to("NodesQuery"), to("Nodes")},
		{"copy", "POST /api/v1/copy", "Writes template and request as something else: a test case, a command, a program, a definition.", to("CopyQuery"), to("Copied")},
		{"chain", "POST /api/v1/chain", "Sends a request through a method with a simulated integration.", to("ChainQuery"), to("ChainResult")},
		{"import", "POST /api/v1/import", "Reads an OpenAPI 3 or Swagger 2 definition.", to("ImportQuery"), to("Imported")},
		{"examples", "GET /api/v1/examples", "Lists the examples.", nil, &Ref{Type: "array", Items: to("Example")}},
		{"knowledge", "GET /api/v1/knowledge", "Tells what the engine knows: variables, codes, limits.", nil, to("Knowledge")},
	}
}

// line is the request of the line protocol, which has no Go type. Source: CLI-CONTRACT.md.
const line = `{
	"type": "object",
	"description": "A line of vtl engine: a template with exactly the variables it is given.",
	"required": ["template"],
	"properties": {
		"id": {"description": "anything; it comes back in the answer"},
		"template": {"type": "string"},
		"context": {"type": "object", "description": "variables"},
		"macros": {"type": "string", "description": "a template that is rendered first, for its macros"},
		"dialect": {"enum": ["velocity", "apigateway"]},
		"apigw": {
			"type": "object",
			"description": "what $input, $context and $stageVariables hold",
			"properties": {
				"body": {"type": "string"},
				"params": {"type": "object", "description": "the objects path, querystring and header"},
				"context": {"type": "object"},
				"stageVariables": {"type": "object"}
			}
		}
	}
}`
