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
