// Package exec runs parsed templates: it compiles the syntax tree to an executable one whose variables are
// numbered and whose literals are Java values already, and renders that with the semantics of Velocity 1.7.
//
// A Program is immutable and serves any number of runs at the same time; everything a run changes lives in its
// own state (run.go). The nodes of the executable tree are statements, which write to the run's output, and
// expressions, which have a value and, apart from that, a truth. One file holds one construct.
package exec
