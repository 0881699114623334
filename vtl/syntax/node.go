package syntax

// Node is a part of a parsed template. Start and End are byte offsets into the source text, End behind the
// last byte; Source.Position turns them into lines and columns. The node types of this package are all there
// are: a type switch over them is complete.
type Node interface {
	Start() int
	End() int
	node()
}

// Span is the stretch of source a node was read from. Every node embeds one.
type Span struct{ From, To int }

// Start returns the offset of the node's first byte.
func (s Span) Start() int { return s.From }

// End returns the offset behind the node's last byte.
func (s Span) End() int { return s.To }

func (Span) node() {}

// Block is a list of statements: a template, or the body of a directive.
type Block struct {
	Span
	Nodes []Node
	// First is the offset of the block's first token, which Velocity gives as its place: behind text that the scanner
	// took for a reference or directive and gave up on, and that of what follows for an empty block.
	First int
}

// Text prints Value as it is: text outside of directives, escaped directives, #[[raw]]# content, and
// backslashes in front of directives.
type Text struct {
	Span
	Value string
}

// Comment prints nothing. It stands in the tree so that tools see every byte of the source.
type Comment struct {
	Span
}

// Reference is $name.path, in text or in an expression.
type Reference struct {
	Span
	Quiet  bool // $!name
	Formal bool // ${name}
	Name   string
	Path   []Node // *Property, *Call, *Index

	// Runt is set for a reference that can never have a value ("{x}" behind a reference, "$\!x"): it prints
	// RuntText, reads as null, and sets nothing. Unlike a Runt, Uncomputed ("$\!x") prints RuntText by the
	// rules of a null reference.
	Runt       bool
	Uncomputed bool
	RuntText   string

	// Backslashes in front: Escaped when their number is odd; EscapePrefix is what half of them prints.
	Escaped      bool
	EscapePrefix string
	// MorePrefix is text that the scanner bound to the reference ("$$s": the first "$").
	MorePrefix string
	// NullText is what the reference prints when it is null: its source text, "" for a quiet one.
	NullText string
	// Literal is the source text without escapes: what a macro prints for a null argument, and what "+" adds for a null side.
	Literal string
}

// Property is .Name on a reference.
type Property struct {
	Span
	Name string
}

// Call is .Name(Args) on a reference. Its span starts at the name.
type Call struct {
	Span
	Name string
	Args []Node
}

// Index is [Arg] on a reference. Its span starts at the bracket.
type Index struct {
	Span
	Arg Node
}

// Set is #set(Left = Right).
type Set struct {
	Span
	Left  *Reference
	Right Node
}

// If is #if .. #elseif .. #else .. #end.
type If struct {
	Span
	Branches []Branch // #if first, then each #elseif
	Else     *Block   // nil without #else
}

// Branch is one condition of an If with its body.
type Branch struct {
	Span
	Cond Node
	Body *Block
}

// Foreach is #foreach(Var in Seq) Body #end. A loop whose parts are missing or wrong (which Velocity finds out
// only when the loop runs) has Bad set to what is wrong.
type Foreach struct {
	Span
	Var  string
	Args []Node // as written: variable, the word "in", sequence, anything more
	Seq  Node   // Args[2]; nil when missing, which loops over nothing
	Body *Block
	// Each is what every turn renders: Body, or Args[3] if there are so many arguments (Velocity takes the fourth child).
	Each Node
	Bad  string // non-empty: running the loop is a render error without position
}

// MacroDef is #macro(Name Params) Body #end. It prints nothing; the definition is registered when the template
// is prepared.
type MacroDef struct {
	Span
	Name   string
	Params []string // without "$"
	Body   *Block
}

// MacroCall is #name(Args), #name without parentheses, or #@name(Args) Body #end. A name that is no macro when
// the call runs prints Literal.
type MacroCall struct {
	Span
	Name string
	Args []Node
	// ArgTexts are the source texts of Args: what a null parameter prints.
	ArgTexts []string
	Body     *Block // of #@name; nil else
	Literal  string
	// BadArg is a bare word among the arguments, an error when the call runs and the macro exists; nil when none.
	BadArg *Word
}

// Define is #define($Name) Body #end.
type Define struct {
	Span
	Name string
	Body *Block
}

// Evaluate is #evaluate(Arg).
type Evaluate struct {
	Span
	Arg Node
}

// Include is #include(Args).
type Include struct {
	Span
	Args []Node
}

// ParseDirective is #parse(Args).
type ParseDirective struct {
	Span
	Args []Node
}

// LiteralBlock is #literal() .. #end: prints Value, its content as text.
type LiteralBlock struct {
	Span
	Value string
	Body  *Block
}

// Stop is #stop or #stop(Arg).
type Stop struct {
	Span
	Arg Node // nil when absent
}

// Break is #break or #break(Scope).
type Break struct {
	Span
	Scope Node // nil when absent
}

// Op is an operator of an expression.
type Op uint8

// The operators.
const (
	OpOr Op = iota
	OpAnd
	OpEq
	OpNe
	OpLt
	OpGt
	OpLe
	OpGe
	OpAdd
	OpSub
	OpMul
	OpDiv
	OpMod
)

// Binary is Left Op Right.
type Binary struct {
	Span
	Op          Op
	Left, Right Node
	// LeftText and RightText are what "+" adds for a side that is null: its source text, as Velocity cuts it
	// (of a binary side, only what stands right of its operator). Set for OpAdd.
	LeftText, RightText string

	leftLit, rightLit Span
}

// Not is !X.
type Not struct {
	Span
	X Node
}

// Paren is (X). As a condition it counts like the expression inside.
type Paren struct {
	Span
	X Node
}

// String is a quoted string. A double-quoted one that holds references or directives has them parsed in Body;
// else Value is its text.
type String struct {
	Span
	Value string
	// Body is the parsed content of an interpolated string, nil for a plain one. Offsets inside it count in
	// Body's own source, Inner.
	Body  *Block
	Inner *Source
	// TrailingSpace is set when the content was parsed with one space added at its end, to be cut off the result.
	TrailingSpace bool
}

// Int is an integer literal. Text is its digits with sign.
type Int struct {
	Span
	Text string
}

// Float is a floating point literal. Text is as written.
type Float struct {
	Span
	Text string
}

// Bool is true or false.
type Bool struct {
	Span
	Value bool
}

// List is [Elems].
type List struct {
	Span
	Elems []Node
}

// Range is [From..To].
type Range struct {
	Span
	FromNode, ToNode Node
}

// Map is {Keys[i]: Values[i]}.
type Map struct {
	Span
	Keys, Values []Node
}

// Word is a bare word among directive arguments.
type Word struct {
	Span
	Text string
}
