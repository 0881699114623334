package exec

import "github.com/vtlkit/vtl/vtl/syntax"

// The codes of warnings: what a run reports beside its output when asked to.
const (
	// CodeNoValue: a reference had no value. It printed its own source, or nothing, by dialect.
	CodeNoValue = "VTL101"
	// CodeEmptyCondition: a condition is true only because the empty string counts as true.
	CodeEmptyCondition = "VTL102"
	// CodeUnknownMacro: a name behind # is neither directive nor macro, and was printed as text.
	CodeUnknownMacro = "VTL103"
	// CodeNullSet: the right side of a #set is null, so the variable kept its old value.
	CodeNullSet = "VTL104"
	// CodeNoLoop: a #foreach was given something that cannot be walked, and rendered nothing.
	CodeNoLoop = "VTL105"
	// CodeLoopCut: a #foreach ended at the limit of turns.
	CodeLoopCut = "VTL106"
	// CodeNoTarget: a #set found nothing to assign to.
	CodeNoTarget = "VTL107"
	// CodeNotNumber: an arithmetic operator had a side that is no number, so its result is null.
	CodeNotNumber = "VTL108"
	// CodeNoOrder: <, >, <= or >= had a side that is no number, so it is false.
	CodeNoOrder = "VTL109"
)

// The codes of render errors: what stops a run where Velocity would throw an exception.
const (
	// CodeMethodFailed: a method threw an exception.
	CodeMethodFailed = "VTL201"
	// CodeIndexFailed: an index is out of range, or its object has no index.
	CodeIndexFailed = "VTL202"
	// CodePropertyFailed: reading or assigning a property threw an exception.
	CodePropertyFailed = "VTL203"
	// CodeNoResource: #include or #parse found nothing, since templates have no files.
	CodeNoResource = "VTL204"
	// CodeMacroDepth: macro calls are nested too deep.
	CodeMacroDepth = "VTL205"
	// CodeMacroArgument: a bare word stands among the arguments of a macro.
	CodeMacroArgument = "VTL206"
	// CodeEvaluate: the text given to #evaluate is no template.
	CodeEvaluate = "VTL207"
	// CodeIteration: a collection changed while a #foreach walked it, or cannot be walked.
	CodeIteration = "VTL208"
	// CodeArgument: a directive was given an argument it does not take.
	CodeArgument = "VTL209"
	// CodeArithmetic: an operator failed on numbers, as % by a negative BigInteger does.
	CodeArithmetic = "VTL210"
	// CodeForeach: a #foreach lacks a part.
	CodeForeach = "VTL211"
	// CodeText: turning a value into text failed.
	CodeText = "VTL212"
	// CodeCycle: a collection that holds itself was printed, compared or hashed.
	CodeCycle = "VTL213"
)

// The codes of exceeded limits; those of parsing are in package syntax.
const (
	CodeSteps     = "VTL303" // Limits.Steps
	CodeBytes     = "VTL304" // Limits.Bytes
	CodeOutput    = "VTL305" // Limits.Output
	CodeTime      = "VTL306" // Limits.Time
	CodeDepth     = "VTL307" // Limits.ValueDepth
	CodeCalls     = "VTL308" // Limits.CallDepth
	CodeLoop      = "VTL309" // Limits.Loop
	CodeSize      = "VTL310" // sizes of one value, pattern or path
	CodeCancelled = "VTL311" // the context ended
)

// CodeInternal is a mistake of this program.
const CodeInternal = syntax.CodeInternal

// limitCodes gives the code of a limit by the name java.LimitError uses; others are CodeSize.
var limitCodes = map[string]string{
	"steps":        CodeSteps,
	"value bytes":  CodeBytes,
	"output bytes": CodeOutput,
	"time":         CodeTime,
	"value depth":  CodeDepth,
	"call depth":   CodeCalls,
	"loop turns":   CodeLoop,
	"context":      CodeCancelled,
}

// Codes explains every code of this package, in order.
var Codes = []syntax.CodeInfo{
	{Code: CodeNoValue, Title: "a reference had no value", Explain: "A variable that was never set, a property or method the object does not have, a key a map does not hold, or a method that returned null. Plain Velocity prints the reference as it is written (nothing for $!x); in the API Gateway dialect it reads as the empty string everywhere."},
	{Code: CodeEmptyCondition, Title: "a condition rested on an empty string", Explain: "Only null and false are false in Velocity 1.7, so #if($x) holds when $x is an empty string. Compare with '' to ask for text: #if(\"$!x\" != '')."},
	{Code: CodeUnknownMacro, Title: "an unknown macro was printed as text", Explain: "The name behind # is no directive, and no macro of that name was defined. Velocity prints the call as it is written."},
	{Code: CodeNullSet, Title: "#set had nothing to assign", Explain: "The right side has no value, and Velocity then leaves the variable as it was."},
	{Code: CodeNoLoop, Title: "#foreach had nothing to walk", Explain: "Loops go over lists, arrays, the values of maps, and iterators. Anything else, text included, renders nothing."},
	{Code: CodeLoopCut, Title: "#foreach ended at the limit of turns", Explain: "The rest of the collection was left out."},
	{Code: CodeNoTarget, Title: "#set found nothing to assign to", Explain: "A step before the last has no value, or the object offers no way to set the property or index."},
	{Code: CodeNotNumber, Title: "arithmetic on something that is no number", Explain: "Operators other than + need numbers on both sides, and + needs numbers or a string. The result is null."},
	{Code: CodeNoOrder, Title: "comparison of something that is no number", Explain: "<, >, <= and >= compare numbers only. Anything else makes them false."},
	{Code: CodeMethodFailed, Title: "a method failed", Explain: "The Java method threw an exception, for example because an index is out of range or the arguments do not fit."},
	{Code: CodeIndexFailed, Title: "an index failed", Explain: "The index is out of range, or the object cannot be indexed that way."},
	{Code: CodePropertyFailed, Title: "a property failed", Explain: "Reading or assigning the property threw an exception."},
	{Code: CodeNoResource, Title: "no such resource", Explain: "#include and #parse look for files, and templates here have none."},
	{Code: CodeMacroDepth, Title: "macro calls nested too deep", Explain: "Velocity stops at 20 nested macro calls. A macro that calls itself must end before that. A #break or #stop inside a macro also uses up one level for good."},
	{Code: CodeMacroArgument, Title: "a bare word as macro argument", Explain: "Macro arguments are references, strings, numbers, booleans, lists or maps. Quote the word."},
	{Code: CodeEvaluate, Title: "#evaluate was given text that is no template", Explain: "The text does not parse as a template."},
	{Code: CodeIteration, Title: "a collection changed during its #foreach", Explain: "Collect the changes in another list and apply them behind the loop."},
	{Code: CodeArgument, Title: "a wrong argument for a directive", Explain: "The directive does not take an argument of this kind."},
	{Code: CodeArithmetic, Title: "arithmetic failed", Explain: "The operator is not defined for these numbers."},
	{Code: CodeForeach, Title: "#foreach lacks a part", Explain: "Write #foreach($item in $list) ... #end."},
	{Code: CodeText, Title: "a value has no text form", Explain: "Turning the value into text failed."},
	{Code: CodeCycle, Title: "a collection holds itself", Explain: "Printing, comparing or hashing it never ends. Java stops with a stack overflow."},
	{Code: CodeSteps, Title: "too many steps", Explain: "The run did more work than Limits.Steps allows."},
	{Code: CodeBytes, Title: "too many value bytes", Explain: "The run made more text, lists and numbers than Limits.Bytes allows."},
	{Code: CodeOutput, Title: "too much output", Explain: "The output is longer than Limits.Output allows."},
	{Code: CodeTime, Title: "out of time", Explain: "The run took longer than Limits.Time allows."},
	{Code: CodeDepth, Title: "values nested too deep", Explain: "A value is nested deeper than Limits.ValueDepth allows; it may hold itself."},
	{Code: CodeCalls, Title: "calls nested too deep", Explain: "Macros, #evaluate, #define and body content are nested deeper than Limits.CallDepth allows."},
	{Code: CodeLoop, Title: "too many turns of a loop", Explain: "A #foreach walked more elements than Limits.Loop allows."},
	{Code: CodeSize, Title: "a value, pattern or path is too large", Explain: "The message names the limit."},
	{Code: CodeCancelled, Title: "the run was cancelled", Explain: "The context of the call ended."},
	{Code: CodeInternal, Title: "a mistake in vtl", Explain: "Please report it with the template."},
}
