package explain

import (
	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
)

// Report is what a run explains.
type Report struct {
	// Result is what the run gave, also where it failed; never nil.
	Result *runtime.Result
	// Err is what ended the run, nil for nothing.
	Err error
	// Leaves are the stretches of the output in order, without gap or overlap.
	Leaves []Leaf
	// Empties are the references that printed nothing, in the order they ran.
	Empties []Empty
	// Events are the executed nodes in the order they began. There are none unless Options asks for them.
	Events []Event
	// Cut is set when there was more than Options lets the report hold. The last leaf then covers the rest.
	Cut      bool
	Coverage []Arm
	Check    Check
}

// Span is a stretch of text.
type Span struct{ Start, End int }

// LeafKind says what printed a stretch of output.
type LeafKind string

// The kinds of Leaf.
const (
	LeafText      LeafKind = "text"
	LeafReference LeafKind = "reference"
	LeafLiteral   LeafKind = "literal"
	// LeafRest is output behind the last leaf that a report had room for.
	LeafRest LeafKind = "rest"
)

// Leaf is a stretch of output printed by one piece of the template.
type Leaf struct {
	Out Span
	// At is the piece in the template. What text given to #evaluate printed stands at the #evaluate.
	At      Span
	Kind    LeafKind
	Origins []vtl.Origin
	Event   int // Seq of its event, -1 for LeafRest
}

// Empty is a reference that printed nothing.
type Empty struct {
	Out int // where in the output it would stand
	At  Span
	Why Why
}

// Why explains a value or a choice in words.
type Why struct {
	Text  string `json:"text"` // sentences
	Hint  string `json:"hint,omitempty"`
	Steps []Step `json:"steps,omitempty"` // the values on the way
}

// Step is one value along the path of a reference: "$r", then "$r.name".
type Step struct {
	Ref   string `json:"ref"`
	Value Value  `json:"value"`
}

// Value is a value shown. Text is the text of a scalar, and JSON for maps and lists; it may be cut.
type Value struct {
	Type string `json:"type"` // Java class without package: "String", "LinkedHashMap"; "null"
	Text string `json:"text"`
	Size int    `json:"size,omitempty"` // UTF-16 units of a text, number of members
	Cut  bool   `json:"cut,omitempty"`  // Text is not all of it
}

// Event is one executed node.
type Event struct {
	Seq    int
	Kind   vtl.EventKind
	Depth  int
	Parent int // Seq of the event around it, -1 for none
	// At is the node, of a block directive its head.
	At     Span
	Line   int    // of At, from 1
	Source string // the node as written, in one line, cut
	Out    Span   // -1, -1 inside an interpolated string
	Value  *Value
	Steps  []Step
	// Branch is what an #if took: "#if", "#elseif 1", "#else" or "none"; "" for other nodes.
	Branch string
	// Turn is the number of a loop's turn from 0; of the loop itself how many there were.
	Turn    int
	Origins []vtl.Origin
	Why     *Why
}

// ArmKind says what an Arm counts.
type ArmKind string

// The kinds of Arm.
const (
	ArmIf     ArmKind = "if"
	ArmElseIf ArmKind = "elseif"
	ArmElse   ArmKind = "else"
	ArmNoElse ArmKind = "no else" // no condition of an #if without #else held
	ArmNone   ArmKind = "loop 0"
	ArmOne    ArmKind = "loop 1"
	ArmMany   ArmKind = "loop many"
	ArmMacro  ArmKind = "macro"
)

// Arm is one thing that coverage counts: a branch, a loop with no, one or many turns, a macro.
type Arm struct {
	At   Span
	Line int
	Kind ArmKind
	Text string // as written, in one line, cut
	Hits int
	// Input is how to reach it, nil where that is not simple.
	Input *Hint
}

// Hint is an input that reaches an arm: the value to put at a place of the request.
type Hint struct {
	Source string `json:"source"` // as vtl.Origin.Source
	Path   string `json:"path"`
	Value  any    `json:"value"` // as JSON; of no meaning with Remove
	Remove bool   `json:"remove,omitempty"`
	Text   string `json:"text"` // "make $.status equal to \"failed\""
}

// Check says what the output is.
type Check struct {
	Format Format
	Valid  bool // for FormatJSON and FormatXML
	// Message tells why it is not valid, At where in the output; Line and Column count from 1, columns in characters.
	Message      string
	At           Span
	Line, Column int
	// Leaf is the index of the leaf to blame, -1 for none.
	Leaf int
}

// Format is what an output claims to be by its first character.
type Format string

// The formats of a Check.
const (
	FormatJSON  Format = "json"
	FormatXML   Format = "xml"
	FormatText  Format = "text"
	FormatEmpty Format = "empty"
)
