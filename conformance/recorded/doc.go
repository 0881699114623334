// Package recorded runs mapping templates whose results were recorded on AWS, or are stated in its documentation,
// or in the tests of an emulator. Those results are published by others, so they are no part of this repository:
// they are read from the shared folder beside it.
//
// An exchange is one template, or the whole way of a call: request template, integration, response template. What
// its answer is worth is its evidence, and a report keeps the kinds of evidence apart.
package recorded
