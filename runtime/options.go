package runtime

import "github.com/vtlkit/vtl/vtl"

// Option changes how Compile reads a template, or how it runs.
type Option func(*Template)

// Name gives the template a name for messages; without one they say "template".
func Name(name string) Option { return func(t *Template) { t.name = name } }

// WithLimits replaces DefaultLimits, for the template text and for every run. A zero field means no limit.
func WithLimits(l vtl.Limits) Option { return func(t *Template) { t.limits = l } }

// EmptyIsFalse makes a reference whose value is the empty string false as a condition. Without it such a
// condition is true, as in Velocity 1.7; what the service does is not known.
func EmptyIsFalse() Option { return func(t *Template) { t.dialect.EmptyIsFalse = true } }

// LoopStops ends a #foreach quietly at Limits.Loop turns. Without it the run fails there; what the service does is
// not known.
func LoopStops() Option { return func(t *Template) { t.dialect.LoopStops = true } }

// RepeatOverrides lets a template set one override several times; the last value counts. Without it the run fails,
// as the service documents.
func RepeatOverrides() Option { return func(t *Template) { t.repeatable = true } }

// Strict makes the first warning of a run an error.
func Strict() Option { return func(t *Template) { t.strict = true } }

// WithoutWarnings leaves Result.Warnings empty, which saves the work to explain references without value.
func WithoutWarnings() Option { return func(t *Template) { t.silent = true } }

// DefaultLimits are the limits of a mapping template: those of any template, and of API Gateway the size of a
// template, 300 KB, and the turns of a #foreach, 1000. Source: AWS-TEMPLATES.md section 10.
func DefaultLimits() vtl.Limits {
	l := vtl.DefaultLimits()
	l.Source = 300 << 10
	l.Loop = 1000
	return l
}
