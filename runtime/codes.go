package runtime

import "github.com/vtlkit/vtl/vtl"

// The codes this package adds to those of package vtl. They are stable.
const (
	// CodeRepeatedOverride: a template set one override twice, which the service answers with a 5xx.
	CodeRepeatedOverride = "VTL401"
	// CodeBadOverride: a header override cannot stand in a header.
	CodeBadOverride = "VTL402"
	// CodeIgnoredOverride: an override has no effect (warning).
	CodeIgnoredOverride = "VTL403"
	// CodeNotJSON: the output begins like JSON and is none (warning).
	CodeNotJSON = "VTL404"
	// CodeInput: the request around the template is wrong.
	CodeInput = "VTL405"
	// CodeBody: the body is larger than Limits.Body.
	CodeBody = "VTL406"
	// CodeAround: a limit of the run was met outside of its template, where variables are bound and overrides read.
	CodeAround = "VTL407"
	// CodeRequestText: a text that should hold a request cannot be read.
	CodeRequestText = "VTL408"
	// CodeBodyNotJSON: a template reads paths of a body that is no JSON (warning of the playground).
	CodeBodyNotJSON = "VTL409"
)

// codeInternal is package vtl's code of a mistake of ours.
const codeInternal = "VTL901"

// Codes explains the codes of this package, in order.
var Codes = []vtl.CodeInfo{
	{Code: CodeRepeatedOverride, Title: "an override was set twice", Explain: "API Gateway documents that an override may be applied to a parameter once in a template, and answers 5xx otherwise. Collect the value in a variable and set the override once, at the end."},
	{Code: CodeBadOverride, Title: "an override does not fit into a header", Explain: "Header names are tokens such as X-Request-Id, and values hold no line ends or other control characters."},
	{Code: CodeIgnoredOverride, Title: "an override has no effect", Explain: "responseOverride.status must be an integer from 100 to 599, and the maps of the overrides must stay maps."},
	{Code: CodeNotJSON, Title: "the output is no JSON", Explain: "The output begins with { or [ but does not parse. A value that is missing, an unescaped quote or a comma too many are the usual causes."},
	{Code: CodeInput, Title: "the request is wrong", Explain: "What was given beside the template cannot be used."},
	{Code: CodeBody, Title: "the body is too large", Explain: "The body is larger than Limits.Body allows. API Gateway takes 10 MB."},
	{Code: CodeAround, Title: "the request or its overrides are too large", Explain: "Binding the variables, or reading the overrides that the template set, took more than the limits of the run allow."},
	{Code: CodeRequestText, Title: "the text of the request cannot be read", Explain: "A request is read from an HTTP message or a file of them, a curl command line, a HAR file, or the event of a Lambda proxy integration of the form 1.0. Files it refers to are not opened."},
	{Code: CodeBodyNotJSON, Title: "the body is no JSON", Explain: "The template reads paths of the body. A body that even a lenient reader refuses has nothing at any path; one with small mistakes is read as well as can be."},
}
