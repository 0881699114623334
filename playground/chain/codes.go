package chain

import "github.com/vtlkit/vtl/vtl"

// The codes of problems that only chains and imports have. They are stable.
const (
	// CodeLive: a chain asks for a live call, and this server makes none.
	CodeLive = "VTL601"
	// CodeNoReply: the integration has no reply to answer with (warning).
	CodeNoReply = "VTL602"
	// CodeReply: the reply cannot be sent.
	CodeReply = "VTL603"
	// CodePathParam: a path parameter has no place in the resource path (warning).
	CodePathParam = "VTL604"
	// CodeTooMany: the chain has more parts than are run.
	CodeTooMany = "VTL605"
	// CodeLeftOut: the definition has more methods than are listed (warning).
	CodeLeftOut = "VTL606"
)

// Codes explains the codes of this package, in order.
var Codes = []vtl.CodeInfo{
	{Code: CodeLive, Title: "no live calls here", Explain: "The chain is set to call the real integration, but the server was started without permission to do so. Paste a reply instead, or start the server with live calls allowed."},
	{Code: CodeNoReply, Title: "there is no reply", Explain: "The integration is simulated and no reply was pasted, so it answers 200 with an empty body."},
	{Code: CodeReply, Title: "the reply cannot be sent", Explain: "A reply has a status from 200 to 599, headers of one line each, and a body that is text or base64."},
	{Code: CodePathParam, Title: "a path parameter without place", Explain: "Path parameters come from the resource path: add {name} to it."},
	{Code: CodeTooMany, Title: "the chain is too large", Explain: "A chain may have 100 integration responses, and 300 templates or parameters in one place."},
	{Code: CodeLeftOut, Title: "not all methods are listed", Explain: "Only the first methods of a large definition are listed. Import a smaller one to see the others."},
}
