package chain

import "github.com/vtlkit/vtl/runtime/gateway"

// watched keeps what the gateway decides during a call.
type watched struct {
	request, response *gateway.TemplateRun       // nil: none ran
	selection         *gateway.ResponseSelection // nil: none was looked for
}

// Template keeps a run.
func (w *watched) Template(run *gateway.TemplateRun) {
	if run.Request.Response == nil {
		w.request = run
	} else {
		w.response = run
	}
}

// Selected keeps a selection.
func (w *watched) Selected(s *gateway.ResponseSelection) { w.selection = s }
