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

// CodeInfo explains a code to people.
type CodeInfo struct {
	Code    string
	Title   string // lower case, without period
	Explain string // what it means and what to do, in sentences
}

// Codes explains every code of this package and of package syntax, in order.
var Codes = []CodeInfo{
	{syntax.CodeUnexpected, "something stands where it cannot", "A directive, an operator or the end of the template comes where the language expects something else. A missing #end or a missing parenthesis is the usual cause."},
	{syntax.CodeLexical, "characters that form nothing", "A character is not allowed here, or the template ends inside a string, a reference, a directive or raw text."},
	{syntax.CodeArgument, "an argument a directive does not take", "The directive was given more, fewer or other arguments than it takes."},
	{syntax.CodeMacro, "a macro without name", "Write #macro(name $arg1 $arg2) ... #end."},
	{syntax.CodeString, "a string that is no template", "What stands in double quotes is parsed as a template of its own. Write it in single quotes to have it taken as it is."},
	{syntax.CodeNoArguments, "a directive without parentheses", "The directive needs arguments in parentheses."},
	{CodeNoValue, "a reference had no value", "A variable that was never set, a property or method the object does not have, a key a map does not hold, or a method that returned null. Plain Velocity prints the reference as it is written (nothing for $!x); in the API Gateway dialect it reads as the empty string everywhere."},
	{CodeEmptyCondition, "a condition rested on an empty string", "Only null and false are false in Velocity 1.7, so #if($x) holds when $x is an empty string. Compare with '' to ask for text: #if(\"$!x\" != '')."},
	{CodeUnknownMacro, "an unknown macro was printed as text", "The name behind # is no directive, and no macro of that name was defined. Velocity prints the call as it is written."},
	{CodeNullSet, "#set had nothing to assign", "The right side has no value, and Velocity then leaves the variable as it was."},
	{CodeNoLoop, "#foreach had nothing to walk", "Loops go over lists, arrays, the values of maps, and iterators. Anything else, text included, renders nothing."},
	{CodeLoopCut, "#foreach ended at the limit of turns", "The rest of the collection was left out."},
	{CodeNoTarget, "#set found nothing to assign to", "A step before the last has no value, or the object offers no way to set the property or index."},
	{CodeNotNumber, "arithmetic on something that is no number", "Operators other than + need numbers on both sides, and + needs numbers or a string. The result is null."},
	{CodeNoOrder, "comparison of something that is no number", "<, >, <= and >= compare numbers only. Anything else makes them false."},
	{CodeMethodFailed, "a method failed", "The Java method threw an exception, for example because an index is out of range or the arguments do not fit."},
	{CodeIndexFailed, "an index failed", "The index is out of range, or the object cannot be indexed that way."},
	{CodePropertyFailed, "a property failed", "Reading or assigning the property threw an exception."},
	{CodeNoResource, "no such resource", "#include and #parse look for files, and templates here have none."},
	{CodeMacroDepth, "macro calls nested too deep", "Velocity stops at 20 nested macro calls. A macro that calls itself must end before that. A #break or #stop inside a macro also uses up one level for good."},
	{CodeMacroArgument, "a bare word as macro argument", "Macro arguments are references, strings, numbers, booleans, lists or maps. Quote the word."},
	{CodeEvaluate, "#evaluate was given text that is no template", "The text does not parse as a template."},
	{CodeIteration, "a collection changed during its #foreach", "Collect the changes in another list and apply them behind the loop."},
	{CodeArgument, "a wrong argument for a directive", "The directive does not take an argument of this kind."},
	{CodeArithmetic, "arithmetic failed", "The operator is not defined for these numbers."},
	{CodeForeach, "#foreach lacks a part", "Write #foreach($item in $list) ... #end."},
	{CodeText, "a value has no text form", "Turning the value into text failed."},
	{CodeCycle, "a collection holds itself", "Printing, comparing or hashing it never ends. Java stops with a stack overflow."},
	{syntax.CodeLimitNesting, "source nested too deep", "Blocks, brackets, references and strings are nested deeper than Limits.Nesting allows."},
	{syntax.CodeLimitSource, "a template too long", "The text is longer than Limits.Source allows. API Gateway takes 300 KB."},
	{CodeSteps, "too many steps", "The run did more work than Limits.Steps allows."},
	{CodeBytes, "too many value bytes", "The run made more text, lists and numbers than Limits.Bytes allows."},
	{CodeOutput, "too much output", "The output is longer than Limits.Output allows."},
	{CodeTime, "out of time", "The run took longer than Limits.Time allows."},
	{CodeDepth, "values nested too deep", "A value is nested deeper than Limits.ValueDepth allows; it may hold itself."},
	{CodeCalls, "calls nested too deep", "Macros, #evaluate, #define and body content are nested deeper than Limits.CallDepth allows."},
	{CodeLoop, "too many turns of a loop", "A #foreach walked more elements than Limits.Loop allows."},
	{CodeSize, "a value, pattern or path is too large", "The message names the limit."},
	{CodeCancelled, "the run was cancelled", "The context of the call ended."},
	{CodeInternal, "a mistake in vtl", "Please report it with the template."},
}
