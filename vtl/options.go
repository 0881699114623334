package vtl

import "github.com/vtlkit/vtl/vtl/syntax"

// Option changes how Parse reads a template.
type Option func(*settings)

// settings are what Options change.
type settings struct {
	name      string
	dialect   Dialect
	libraries []*syntax.Tree
	limits    Limits
}

// Name gives the template a name for messages; without one they say "template".
func Name(name string) Option { return func(s *settings) { s.name = name } }

// InDialect chooses the dialect the template is rendered in; without it that is Velocity17.
func InDialect(d Dialect) Option { return func(s *settings) { s.dialect = d } }

// Library makes the macros that lib defines, and those it knows from its own libraries, known to the template. A
// macro of a library wins over one of the same name in the template, and an earlier library over a later one.
func Library(lib *Template) Option {
	return func(s *settings) {
		s.libraries = append(append(s.libraries, lib.libraries...), lib.tree)
	}
}

// WithLimits sets the limits for parsing the template and for every run that does not bring its own.
func WithLimits(l Limits) Option { return func(s *settings) { s.limits = l } }
