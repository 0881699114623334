// Package differential compares two engines on generated templates and boils down what they disagree about.
//
//	run := differential.Run{Reference: oracle, Subject: engine, Requests: differential.Generated(g, 0, 20000)}
//	summary, err := run.Do(ctx)
//
// Every disagreement is minimised: parts of the template and of its data are taken away as long as the engines
// still disagree in the same way. What is left is grouped by its signature, so that one mistake is reported once.
package differential
