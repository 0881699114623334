package conformance

import "github.com/vtlkit/vtl/runtime"

// OursName is the name known differences give to the engine of this repository.
const OursName = "vtl"

// Ours returns the engine of this repository, run in this process.
func Ours() *InProcess {
	return &InProcess{Label: OursName, Line: runtime.Answer, PathLine: runtime.AnswerPath}
}
