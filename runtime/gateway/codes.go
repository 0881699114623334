package gateway

import "github.com/vtlkit/vtl/vtl"

// The codes of problems that compiling a definition finds, beside those of package apispec. They are stable.
const (
	// CodePattern: a selection pattern or an identity validation expression is no Java regular expression.
	CodePattern = "VTL570"
	// CodeMappingPath: the JSONPath of a parameter mapping cannot be read.
	CodeMappingPath = "VTL571"
	// CodeSchema: a model cannot be used to check bodies.
	CodeSchema = "VTL572"
	// CodePolicy: a resource policy cannot be read.
	CodePolicy = "VTL580"
	// CodeCacheKey: a cache key parameter is none.
	CodeCacheKey = "VTL581"
)

// Codes explains every code of this package, in order.
var Codes = []vtl.CodeInfo{
	{Code: CodePattern, Title: "a pattern is no regular expression", Explain: "Selection patterns and identity validation expressions are Java regular expressions that must match the whole text."},
	{Code: CodeMappingPath, Title: "a mapping has a path that cannot be read", Explain: "What follows integration.response.body. or method.request.body. is a JSONPath without its $."},
	{Code: CodeSchema, Title: "a model cannot be used", Explain: "Models are JSON schemas of draft 4. The message names the place in the schema; references lead to other models of the API."},
	{Code: CodePolicy, Title: "a resource policy cannot be read", Explain: "A policy is an IAM policy document with Version and Statement; every statement has Effect, Principal, Action and Resource."},
	{Code: CodeCacheKey, Title: "a cache key parameter is none", Explain: "Cache keys are declared parameters of the method or mapped parameters of the integration."},
}
