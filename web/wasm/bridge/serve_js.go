package bridge

import (
	"syscall/js"

	"github.com/vtlkit/vtl/playground/api"
)

// Serve makes call answer vtlCall, says so, and waits for calls until the page ends the program.
func Serve(call Call) {
	global := js.Global()
	global.Set("vtlCall", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) != 2 || args[0].Type() != js.TypeString || args[1].Type() != js.TypeString {
			status, out := refuse(statusBadRequest, api.CallError{Kind: api.FailureRequest, Message: "vtlCall takes a method and a body, both strings"})
			return map[string]any{"status": status, "body": string(out)}
		}
		status, body := answer(call, args[0].String(), args[1].String())
		return map[string]any{"status": status, "body": body}
	}))
	if ready := global.Get("vtlReady"); ready.Type() == js.TypeFunction {
		ready.Invoke()
	}
	select {}
}
