package bridge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/vtlkit/vtl/playground/api"
)

// HTTP statuses of answers, as the server gives them. Package net/http would make the module half as large again.
const (
	statusOK         = 200
	statusBadRequest = 400
	statusNotFound   = 404
	statusTooLarge   = 413
	statusInternal   = 500
)

// Call answers a method ("explain") with an HTTP status and JSON, as the server does.
type Call func(ctx context.Context, method string, body []byte) (status int, answer []byte)

// Methods returns the Call that the methods make up.
func Methods(methods map[string]api.Method) Call {
	return func(ctx context.Context, name string, body []byte) (int, []byte) {
		method := methods[name]
		if method == nil {
			return refuse(statusNotFound, api.CallError{Kind: api.FailureRequest, Message: "there is no method " + name})
		}
		out, err := method(ctx, body)
		if err == nil {
			return statusOK, out
		}
		var call *api.CallError
		if !errors.As(err, &call) {
			call = &api.CallError{Kind: api.FailureInternal, Message: err.Error()}
		}
		switch call.Kind {
		case api.FailureRequest:
			return refuse(statusBadRequest, *call)
		case api.FailureLimit:
			return refuse(statusTooLarge, *call)
		}
		return refuse(statusInternal, *call)
	}
}

// answer calls call, and answers with a Failure where it panics.
func answer(call Call, method, body string) (status int, text string) {
	defer func() {
		if r := recover(); r != nil {
			code, out := refuse(statusInternal, api.CallError{
				Kind: api.FailureInternal, Message: fmt.Sprintf("the engine failed: %v", r),
				Hint: "this is a defect of vtl; please report the template and its input",
			})
			status, text = code, string(out)
		}
	}()
	status, out := call(context.Background(), method, []byte(body))
	return status, string(escapeHalves(out))
}

// refuse answers with a Failure.
func refuse(status int, e api.CallError) (int, []byte) {
	out, err := json.Marshal(e.Failure())
	if err != nil {
		panic(err) // three strings can be written
	}
	return status, out
}

// Halves of surrogate pairs, written like any code point of three bytes, begin with these: 0xED, then 0xA0 to 0xBF.
const (
	halfFirst  = 0xED
	halfSecond = 0xA0
	halfLength = 3
)

// escapeHalves returns JSON text with halves of surrogate pairs as escapes; it may share the memory of text.
func escapeHalves(text []byte) []byte {
	const hex = "0123456789abcdef"
	var out []byte
	done := 0
	for i := 0; i+halfLength <= len(text); i++ {
		if text[i] != halfFirst || text[i+1] < halfSecond {
			continue
		}
		low, last := text[i+1], text[i+2]
		out = append(out, text[done:i]...)
		out = append(out, '\\', 'u', 'd', hex[8|low>>2&7], hex[low<<2&12|last>>4&3], hex[last&15])
		i += halfLength - 1
		done = i + 1
	}
	if done == 0 {
		return text
	}
	return append(out, text[done:]...)
}
