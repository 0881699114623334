// Package explain runs a mapping template and tells where every byte of its output came from: the piece of the
// template that printed it, the place in the request its value stands at, why a reference printed nothing, why a
// branch was taken, and what of the template a run did not reach.
//
// All offsets are bytes, half open: those of the output count in Report.Result.Text, those of the template in its
// Source, and those of origins in the body as the template reads it.
package explain
