// Package gen makes random templates, for comparing engines with each other.
//
// A Generator is seeded, and each of its cases depends on the seed and the number of the case only, so that any
// case can be made again:
//
//	g := gen.New(gen.Options{Seed: 7, Dialect: gen.APIGateway})
//	for i := range 1000 {
//		request := g.Case(i)
//		...
//	}
//
// Most cases follow the grammar and know the types of what they write, so that programs run deep before they
// fail; others glue tokens together, or damage a template that was whole, to reach the corners of the scanner and
// of the error messages. What has no stable answer is left out: identity hash codes, randomly ordered sets, reads
// of the environment.
//
// A Generator is safe for concurrent use.
package gen
