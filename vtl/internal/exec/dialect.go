package exec

// Dialect names what differs between products that speak VTL. The zero value is Apache Velocity 1.7 with its
// default configuration.
type Dialect struct {
	// Name identifies the dialect in messages.
	Name string
	// NullIsEmpty makes every reference that has no value - an unknown variable, property or method, or a null
	// result - read as the empty string, in output and in expressions alike.
	// Source: AWS-recorded outputs of mapping templates; cases apigateway-dialect.
	NullIsEmpty bool
	// EmptyIsFalse makes a reference whose value is the empty string false as a condition. Velocity 1.7 takes
	// it for true; what API Gateway does is not known.
	EmptyIsFalse bool
	// LoopStops ends a #foreach quietly at Limits.Loop turns, where it is otherwise an error.
	LoopStops bool
}
