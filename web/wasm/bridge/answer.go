package bridge

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/vtlkit/vtl/playground/api"
)

// HTTP statuses of failures. Package net/http would make the module half as large again.
const (
	statusBadRequest = 400
	statusInternal   = 500
)

// Call answers a method ("explain") with an HTTP status and JSON, as the server does.
type Call func(ctx context.Context, method string, body []byte) (status int, answer []byte)

// answer calls call, and answers with a Failure where it panics.
func answer(call Call, method, body string) (status int, text string) {
	defer func() {
		if r := recover(); r != nil {
			status, text = failure("internal", fmt.Sprintf("the engine failed: %v", r), "this is a defect of vtl; please report the template and its input")
		}
	}()
	status, out := call(context.Background(), method, []byte(body))
	return status, string(escapeHalves(out))
}

// failure returns a Failure with its status.
func failure(kind, message, hint string) (status int, text string) {
	var f api.Failure
	f.Error.Kind, f.Error.Message, f.Error.Hint = kind, message, hint
	out, err := json.Marshal(f)
	if err != nil {
		panic(err) // three strings can be written
	}
	if kind == "request" {
		return statusBadRequest, string(out)
	}
	return statusInternal, string(out)
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
