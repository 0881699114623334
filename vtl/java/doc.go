// Package java holds Java's values as a Velocity template sees them: one file for each Java type with its
// method table, and the rules that cross types (arithmetic, comparison, property and overload choice,
// formatting, regular expressions) in files of their own.
//
// The package knows neither templates nor HTTP. Everything above it asks it for equality, numbers and text forms
// and reimplements none of them.
package java
