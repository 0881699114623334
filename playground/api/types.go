package api

import "github.com/vtlkit/vtl/runtime/explain"

// Every offset in requests and answers counts UTF-16 code units from 0 in the text it belongs to, as JavaScript strings
// do, and every stretch is half open. Lines and columns count from 1.

// Pair is a header or a query parameter: its name as spelled, and its text.
type Pair [2]string

// Request is what a template is rendered for. Every field may be left out: what a template can read but the request
// does not give has a generated value that is always the same.
type Request struct {
	Method         string            `json:"method,omitempty"`       // "GET" when left out
	ResourcePath   string            `json:"resourcePath,omitempty"` // "/orders/{id}"
	Path           string            `json:"path,omitempty"`         // as sent, without stage
	PathParams     map[string]string `json:"pathParams,omitempty"`
	Query          []Pair            `json:"query,omitempty"`
	Headers        []Pair            `json:"headers,omitempty"`
	Body           string            `json:"body,omitempty"`
	Base64         bool              `json:"base64,omitempty"` // Body is the base64 text of the bytes
	StageVariables map[string]string `json:"stageVariables,omitempty"`
	// Context is laid over the generated $context; names may be dotted, "identity.sourceIp".
	Context map[string]any `json:"context,omitempty"`
	Time    string         `json:"time,omitempty"` // RFC 3339
	Seed    uint64         `json:"seed,omitempty"`
	// Response makes the run one of a response template: $input reads its body.
	Response *Response `json:"response,omitempty"`
}

// Response is the answer of an integration.
type Response struct {
	Status  int    `json:"status,omitempty"` // 200 when left out
	Headers []Pair `json:"headers,omitempty"`
	Body    string `json:"body,omitempty"`
	Base64  bool   `json:"base64,omitempty"`
}

// Run is what explain, render (beside the line protocol's keys), complete and format take.
type Run struct {
	Template string  `json:"template"`
	Name     string  `json:"name,omitempty"` // for messages; "template" when left out
	Request  Request `json:"request"`
	// Offset is the caret for complete.
	Offset int `json:"offset,omitempty"`
	// Events asks explain for the timeline; without it Events is empty and the answer is smaller.
	Events bool `json:"events,omitempty"`
}

// Severity sorts problems.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Problem is one thing that went wrong or looks odd, explained: what happened, where, why, how to mend it.
type Problem struct {
	Code     string   `json:"code"` // "VTL101"
	Severity Severity `json:"severity"`
	Kind     string   `json:"kind,omitempty"`  // of errors: parse, render, limit, request
	Limit    string   `json:"limit,omitempty"` // name of the limit that was hit
	Message  string   `json:"message"`         // what happened
	Note     string   `json:"note,omitempty"`  // why, and where the data ended
	Hint     string   `json:"hint,omitempty"`  // how to mend it
	// In is the text the place belongs to: "template", "body", "request", "output", or "macro" for text a template
	// evaluates, which has no place in the template itself; of an import "definition", of a chain "chain".
	In string `json:"in"`
	// Pointer is the JSON pointer of the value in a definition or in Chain that is meant,
	// "/integration/requestTemplates/application~1json"; Line, Start and End are places in the text In names, for a
	// chain in the text Pointer leads to.
	Pointer string `json:"pointer,omitempty"`
	Line    int    `json:"line,omitempty"` // 0: no place
	Column  int    `json:"column,omitempty"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Count   int    `json:"count,omitempty"` // how often it happened
	Fix     *Fix   `json:"fix,omitempty"`
	Text    string `json:"text"` // the whole problem as the command line prints it, with line and caret
}

// Fix is a replacement in the text Problem.In that mends a problem.
type Fix struct {
	Label string `json:"label"` // "Replace by $r.name"
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Overrides are what the template set in $context.
type Overrides struct {
	RequestHeaders  []Pair `json:"requestHeaders,omitempty"`
	RequestPath     []Pair `json:"requestPath,omitempty"`
	RequestQuery    []Pair `json:"requestQuery,omitempty"`
	ResponseHeaders []Pair `json:"responseHeaders,omitempty"`
	ResponseStatus  int    `json:"responseStatus,omitempty"`
}

// Check says what the output is.
type Check struct {
	Format string `json:"format"` // "json", "xml", "text" or "empty"
	Valid  bool   `json:"valid"`  // for json and xml
	// Message, Line, Column, Start and End tell where the output stops being valid; Leaf is the leaf that printed it.
	Message string `json:"message,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Start   int    `json:"start,omitempty"`
	End     int    `json:"end,omitempty"`
	Leaf    int    `json:"leaf"` // index into Leaves, -1 for none
}

// Origin is a place of the input that a value came from.
type Origin struct {
	Source string `json:"source"` // "body", "params.path", "params.querystring", "params.header", "context", "stageVariables"
	Path   string `json:"path"`   // JSONPath in a body, else a name
	Start  int    `json:"start"`  // into the body; both 0 for other sources
	End    int    `json:"end"`
}

// Leaf is a stretch of output printed by one piece of the template. Leaves cover the output without gap or overlap.
type Leaf struct {
	Out     [2]int   `json:"out"`
	At      [2]int   `json:"at"`   // in the template; where that has none (text of #evaluate), the place that evaluated it
	Kind    string   `json:"kind"` // "text", "reference", "literal"; "rest" for all output behind the last one listed
	Origins []Origin `json:"origins,omitempty"`
	Event   int      `json:"event"` // Seq of its event, -1 for "rest"
}

// Empty is a reference that printed nothing, at a place of the output.
type Empty struct {
	Out int    `json:"out"`
	At  [2]int `json:"at"`
	Why Why    `json:"why"`
}

// What the explanations of package explain have in common with those of the interface.
type (
	// Why explains a value or a choice in words, with the steps that led there:
	// "$r.size has no value, so it reads as the empty string: $r is an object with keys id, name; it has no size."
	Why = explain.Why
	// Step is one value along the path of a reference: "$r", then "$r.name".
	Step = explain.Step
	// Value is a value shown: its text may be cut.
	Value = explain.Value
	// Hint is an input that reaches a branch: the value to put at a place of the request.
	Hint = explain.Hint
)

// Event is one executed step of the template.
type Event struct {
	Seq    int    `json:"seq"`
	Kind   string `json:"kind"` // text literal reference read set branch loop turn macro define evaluate include stop block
	Depth  int    `json:"depth"`
	Parent int    `json:"parent"` // Seq of the event around it, -1 for none
	At     [2]int `json:"at"`
	Line   int    `json:"line"`
	Source string `json:"source"` // the construct as written, cut: "#if($a == 1)"
	Out    [2]int `json:"out"`    // -1,-1 inside an interpolated string
	Value  *Value `json:"value,omitempty"`
	Steps  []Step `json:"steps,omitempty"`
	// Branch is what an #if took ("#if", "#elseif 2", "#else", "none"); Turn the number of a loop's turn from 0, or
	// for the loop how many there were.
	Branch  string   `json:"branch,omitempty"`
	Turn    int      `json:"turn,omitempty"`
	Origins []Origin `json:"origins,omitempty"`
	Why     *Why     `json:"why,omitempty"`
}

// Arm is one thing coverage counts: a branch of an #if, its missing #else, or a loop with no, one or many turns.
type Arm struct {
	At    [2]int `json:"at"`
	Line  int    `json:"line"`
	Kind  string `json:"kind"` // "if", "elseif", "else", "no else", "loop 0", "loop 1", "loop many", "macro"
	Text  string `json:"text"` // "#elseif($a)"
	Hits  int    `json:"hits"`
	Input *Hint  `json:"input,omitempty"` // how to reach it, where its condition is simple
}

// Token is a coloured stretch of the template: start, end, index into Explanation.TokenKinds. Tokens are in order and
// do not overlap.
type Token [3]int

// TokenKinds are the kinds of Token.
var TokenKinds = []string{
	"text", "directive", "variable", "property", "method", "string", "number", "keyword", "operator", "punctuation",
	"comment", "macro", "json-key", "json-string", "json-number", "json-keyword", "xml-tag", "xml-attribute", "error",
}

// Explanation is the answer of explain: the output and where every part of it came from.
type Explanation struct {
	Output    string     `json:"output"` // up to the failure when OK is false
	OK        bool       `json:"ok"`
	Problems  []Problem  `json:"problems"` // errors first
	Overrides *Overrides `json:"overrides,omitempty"`
	Check     Check      `json:"check"`
	Leaves    []Leaf     `json:"leaves"`
	Empties   []Empty    `json:"empties"`
	Events    []Event    `json:"events"`
	Cut       bool       `json:"cut,omitempty"` // there were more events or leaves than are listed
	Coverage  []Arm      `json:"coverage"`
	Tokens    []Token    `json:"tokens"`
	Inputs    *Inputs    `json:"inputs,omitempty"`
	Stats     Stats      `json:"stats"`
}

// Inputs is what a template refers to, found without running it.
type Inputs struct {
	Body           bool     `json:"body"`
	Paths          []string `json:"paths"`
	Params         []string `json:"params"`
	Context        []string `json:"context"`
	StageVariables []string `json:"stageVariables"`
}

// Stats are what a run cost.
type Stats struct {
	Micros  int64  `json:"micros"`
	Bytes   int    `json:"bytes"` // of output, as UTF-8
	Steps   int64  `json:"steps"`
	Version string `json:"version"`
}

// Completions is the answer of complete.
type Completions struct {
	From  int          `json:"from"` // what is typed already begins here
	Items []Completion `json:"items"`
}

// Completion is something that can be typed at the caret.
type Completion struct {
	Label  string `json:"label"`
	Kind   string `json:"kind"` // variable, property, method, directive, path, parameter
	Apply  string `json:"apply,omitempty"`
	Detail string `json:"detail,omitempty"` // "String", "(String) → Object"
	Info   string `json:"info,omitempty"`   // documentation
}

// Formatted is the answer of format: the template with the white space inside its directives made even. It renders the
// same output.
type Formatted struct {
	Template string    `json:"template"`
	Problems []Problem `json:"problems"` // a template that does not parse is left alone
}

// RawRequest is what request takes: an HTTP message, a curl command line, a HAR file, or the event of a Lambda proxy
// integration.
type RawRequest struct {
	Text string `json:"text"`
	// ResourcePath, if set, is the path the API names; path parameters are read by it.
	ResourcePath string `json:"resourcePath,omitempty"`
}

// ReadRequest is the answer of request.
type ReadRequest struct {
	Format   string    `json:"format"` // "http", "curl", "har", "event"
	Request  *Request  `json:"request,omitempty"`
	Problems []Problem `json:"problems"`
}

// NodesQuery is what nodes takes: the children at Path of a JSON body, or the way to the node at Offset.
type NodesQuery struct {
	Body   string `json:"body"`
	Path   string `json:"path,omitempty"`   // "$" is the document
	Offset *int   `json:"offset,omitempty"` // instead of Path
}

// Nodes is the answer of nodes.
type Nodes struct {
	Way      []JSONNode `json:"way"`      // from the document to the node, the node last
	Children []JSONNode `json:"children"` // of the node, at most 1,000
	More     int        `json:"more,omitempty"`
	Problems []Problem  `json:"problems"`
}

// JSONNode is a value of a JSON body.
type JSONNode struct {
	Key   string `json:"key"` // member name or index
	Path  string `json:"path"`
	Type  string `json:"type"` // object array string number boolean null
	Text  string `json:"text"` // the value as written, cut
	Size  int    `json:"size"` // members or elements
	Start int    `json:"start"`
	End   int    `json:"end"`
	// Insert are the ways to read it in a template: "$input.path('$.a')", "$input.json('$.a')", "$inputRoot.a".
	Insert []string `json:"insert"`
}

// CopyQuery is what copy takes: the state of the page to write as something else.
type CopyQuery struct {
	As       string  `json:"as"` // "test", "curl", "go", "cdk", "terraform", "openapi-yaml", "openapi-json"
	Run      Run     `json:"run"`
	Expected *string `json:"expected,omitempty"` // for "test"; the output of the run when left out
	CaseName string  `json:"caseName,omitempty"`
}

// Copied is the answer of copy.
type Copied struct {
	Text     string `json:"text"`
	FileName string `json:"fileName"`
}

// Example is a ready-made state of the page.
type Example struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Template    string   `json:"template"`
	Request     Request  `json:"request"`
	Expected    string   `json:"expected"`
	Chain       *Chain   `json:"chain,omitempty"`   // the example is shown in chain mode
	Samples     []Sample `json:"samples,omitempty"` // more inputs, for coverage
}

// Sample is a named input.
type Sample struct {
	Name    string  `json:"name"`
	Request Request `json:"request"`
}

// Knowledge is the answer of knowledge: what the page needs to know of the engine beforehand.
type Knowledge struct {
	Version    string            `json:"version"`
	TokenKinds []string          `json:"tokenKinds"`
	Context    []ContextVariable `json:"context"`
	Codes      []Code            `json:"codes"`
	Limits     map[string]int64  `json:"limits"`
	// Live tells whether chains may call real servers, Public whether the server limits its clients.
	Live   bool `json:"live"`
	Public bool `json:"public"`
}

// ContextVariable documents a variable of $context.
type ContextVariable struct {
	Name    string `json:"name"`
	When    string `json:"when"`
	Meaning string `json:"meaning"`
	Default string `json:"default"` // the generated value, as text
}

// Code explains an error or warning code.
type Code struct {
	Code    string `json:"code"`
	Title   string `json:"title"`
	Explain string `json:"explain"`
}

// Chain is a method of an API with a simulated integration: a request goes through the request template, the
// integration, and the response template of the integration response that is selected.
type Chain struct {
	Method       string      `json:"method,omitempty"`
	ResourcePath string      `json:"resourcePath,omitempty"`
	Integration  Integration `json:"integration"`
	// Responses are the integration responses in their order; the one with an empty pattern is the default.
	Responses []ChainResponse `json:"responses"`
	// Reply is what the integration answers, unless it is MOCK or Live is set. Of a function it is the answer of the
	// Invoke API: its body is the result, and the header X-Amz-Function-Error says that the function failed.
	Reply *Response `json:"reply,omitempty"`
	// Live calls Integration.URI for real, where the server allows it.
	Live bool `json:"live,omitempty"`
	// BinaryMediaTypes are the content types whose bodies are bytes, "image/*".
	BinaryMediaTypes []string `json:"binaryMediaTypes,omitempty"`
}

// Integration is where a method's requests go.
type Integration struct {
	Type        string            `json:"type"` // MOCK, HTTP, HTTP_PROXY, AWS, AWS_PROXY
	HTTPMethod  string            `json:"httpMethod,omitempty"`
	URI         string            `json:"uri,omitempty"`
	Passthrough string            `json:"passthroughBehavior,omitempty"`
	Credentials string            `json:"credentials,omitempty"`     // ARN of a role
	Handling    string            `json:"contentHandling,omitempty"` // CONVERT_TO_TEXT, CONVERT_TO_BINARY
	Parameters  map[string]string `json:"requestParameters,omitempty"`
	// Templates are the request templates by content type.
	Templates map[string]string `json:"requestTemplates,omitempty"`
}

// ChainResponse is an integration response with the method response it leads to.
type ChainResponse struct {
	Pattern    string            `json:"pattern"` // selection pattern; "" is the default
	Status     int               `json:"status"`
	Handling   string            `json:"contentHandling,omitempty"`
	Parameters map[string]string `json:"responseParameters,omitempty"`
	Templates  map[string]string `json:"responseTemplates,omitempty"`
}

// ChainQuery is what chain takes.
type ChainQuery struct {
	Request Request `json:"request"`
	Chain   Chain   `json:"chain"`
	Events  bool    `json:"events,omitempty"`
}

// ChainResult is the answer of chain: what each card of the chain shows.
type ChainResult struct {
	OK       bool      `json:"ok"`       // the client got an answer of the method, no gateway response
	Problems []Problem `json:"problems"` // of the definition; with errors nothing below is filled
	// RequestTemplate and ResponseTemplate are the templates that ran; nil when none did.
	RequestTemplate  *ChainTemplate `json:"requestTemplate,omitempty"`
	Endpoint         *Message       `json:"endpoint,omitempty"` // what the integration was sent; nil for MOCK
	Reply            *Message       `json:"reply,omitempty"`    // what it answered
	Selection        *Selection     `json:"selection,omitempty"`
	ResponseTemplate *ChainTemplate `json:"responseTemplate,omitempty"`
	Response         Message        `json:"response"` // what the client gets
	Log              []string       `json:"log"`      // the execution log, as the console's test pane shows it
	// GatewayResponse is the type of the gateway response that answered instead of the method, "" for none.
	GatewayResponse string `json:"gatewayResponse,omitempty"`
	Stats           Stats  `json:"stats"`
}

// ChainTemplate is a template of a chain with what its run explains.
type ChainTemplate struct {
	ContentType string      `json:"contentType"` // the key it was chosen by
	Explanation Explanation `json:"explanation"`
}

// Message is an HTTP message shown.
type Message struct {
	Method  string `json:"method,omitempty"`
	URI     string `json:"uri,omitempty"`
	Status  int    `json:"status,omitempty"`
	Headers []Pair `json:"headers"`
	Body    string `json:"body"`
	Base64  bool   `json:"base64,omitempty"`
}

// Selection says which integration response was selected and why.
type Selection struct {
	Index   int    `json:"index"`   // into Chain.Responses, -1 when none matched
	Subject string `json:"subject"` // what the patterns were compared with
	Reason  string `json:"reason"`  // one sentence
}

// ImportQuery is what import takes: the text of an OpenAPI 3 or Swagger 2 file, JSON or YAML.
type ImportQuery struct {
	Name     string `json:"name,omitempty"`
	Text     string `json:"text"`
	BasePath string `json:"basepath,omitempty"` // ignore, prepend, split
}

// Imported is the answer of import.
type Imported struct {
	Title    string           `json:"title"`
	Version  string           `json:"version"`
	Methods  []ImportedMethod `json:"methods"`
	Problems []Problem        `json:"problems"`
}

// ImportedMethod is a method of an imported API, ready to be put in the page.
type ImportedMethod struct {
	Method  string `json:"method"`
	Path    string `json:"path"`
	Summary string `json:"summary,omitempty"`
	Chain   Chain  `json:"chain"`
	// Request has placeholders for the parameters the method declares, and a body made from its model.
	Request Request `json:"request"`
}

// Failure is the answer, beside its HTTP status, to a call that cannot be understood or is refused.
type Failure struct {
	Error struct {
		Kind    string `json:"kind"` // "request", "limit", "busy", "internal"
		Message string `json:"message"`
		Hint    string `json:"hint,omitempty"`
	} `json:"error"`
}
