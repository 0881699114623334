package chain

import (
	"time"

	"github.com/vtlkit/vtl/runtime/gateway"
)

// Options say what the methods may do. The zero value calls no server and has the default limits.
type Options struct {
	// Live lets chains that ask for it call real servers.
	Live bool
	// Endpoints says where live calls go; nil: HTTP integrations to where their URI says, AWS services nowhere.
	Endpoints gateway.EndpointResolver
	// Functions are local programs that answer live calls of functions, and what signs calls to AWS endpoints.
	Functions gateway.FunctionOptions
	Limits    Limits
}

// Limits bound one call, beside those of the service for each run of a template. Zero fields stand for those of
// DefaultLimits.
type Limits struct {
	Time       time.Duration // of a chain, its live call included
	Definition int           // bytes of the text that is imported
	Methods    int           // that an import lists
	Answer     int           // bytes of texts in the answer of an import
}

// DefaultLimits are limits for one user at their own machine.
func DefaultLimits() Limits {
	return Limits{Time: 10 * time.Second, Definition: 6 << 20, Methods: 2000, Answer: 8 << 20}
}

// complete returns the limits with zero fields filled in.
func (l Limits) complete() Limits {
	d := DefaultLimits()
	if l.Time <= 0 {
		l.Time = d.Time
	}
	if l.Definition <= 0 {
		l.Definition = d.Definition
	}
	if l.Methods <= 0 {
		l.Methods = d.Methods
	}
	if l.Answer <= 0 {
		l.Answer = d.Answer
	}
	return l
}
