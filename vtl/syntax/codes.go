package syntax

// The codes of parse errors. They are stable: tools and documents refer to them.
const (
	CodeUnexpected  = "VTL001" // a token that does not fit where it stands
	CodeLexical     = "VTL002" // characters that form no token, or a template that ends inside one
	CodeArgument    = "VTL003" // an argument a directive does not take
	CodeMacro       = "VTL004" // a macro definition without name
	CodeString      = "VTL005" // a double-quoted string whose content does not parse
	CodeNoArguments = "VTL006" // a directive that needs parentheses and has none
)

// CodeInternal is a mistake of this program.
const CodeInternal = "VTL901"

// The codes of limits that parsing can hit.
const (
	CodeLimitNesting = "VTL301" // source nested too deep
	CodeLimitSource  = "VTL302" // source too long
)

// CodeInfo explains a code to people.
type CodeInfo struct {
	Code    string
	Title   string // lower case, without period
	Explain string // what it means and what to do, in sentences
}

// Codes explains every code of this package but CodeInternal, in order.
var Codes = []CodeInfo{
	{Code: CodeUnexpected, Title: "something does not fit where it stands", Explain: "The parser met a token that cannot follow what came before, often because an #end, a parenthesis or a quote is missing further up. The caret is where Velocity gives up too."},
	{Code: CodeLexical, Title: "characters that mean nothing here", Explain: "Inside parentheses of a directive only references, values and operators may stand, and a string or bracket must end before the template does."},
	{Code: CodeArgument, Title: "an argument the directive does not take", Explain: "For example #set needs a reference on its left, and #foreach a reference before the word in."},
	{Code: CodeMacro, Title: "a macro without name", Explain: "Write #macro(name $argument) ... #end."},
	{Code: CodeString, Title: "a string does not parse", Explain: "The content of a double-quoted string is a template of its own. Use single quotes for text that is to stay as it is."},
	{Code: CodeNoArguments, Title: "a directive without parentheses", Explain: "The directive needs arguments: #if($condition), #foreach($item in $list)."},
	{Code: CodeLimitNesting, Title: "the template is nested too deep", Explain: "Blocks, brackets and strings inside strings stand deeper in each other than Limits.Nesting allows."},
	{Code: CodeLimitSource, Title: "the template is too long", Explain: "The text is longer than Limits.Source allows. API Gateway takes 300 KB."},
}
