package gateway

import (
	"context"

	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// mockIntegration answers by the statusCode of what the request template makes. Source: section 8.
type mockIntegration struct {
	// known are the status codes of templates that always make the same text.
	known map[string]string
}

// newMockIntegration compiles an integration of type MOCK.
func newMockIntegration(m *Method) Integration {
	known := map[string]string{}
	for _, t := range m.templates.list {
		if code, ok := mockStatus(context.Background(), t.static); ok {
			known[string(t.static)] = code
		}
	}
	return mockIntegration{known}
}

// Call reads the status code. The answer has no body.
func (i mockIntegration) Call(ctx context.Context, x *Exchange) error {
	if code, ok := i.known[string(x.Request.Body)]; ok {
		x.Reply.Selection = code
		return nil
	}
	code, ok := mockStatus(ctx, x.Request.Body)
	if !ok && x.Request.Rendered {
		return configurationError("Unable to parse statusCode. It should be an integer that is defined in the request template.", nil)
	}
	if ok {
		x.Reply.Selection = code
	}
	return nil
}

// mockStatus returns the integer under statusCode in a body as json-smart reads it, as text. ok is false for any
// other value and where the body cannot be read.
func mockStatus(ctx context.Context, body []byte) (code string, ok bool) {
	m := java.NewMeter(ctx, java.DefaultLimits())
	err := java.Guard(func() {
		doc, err := jsonsmart.Parse(m, string(body))
		object, isMap := doc.(*java.Map)
		if err != nil || !isMap {
			return
		}
		v, _ := object.GetString("statusCode")
		switch v.(type) {
		case java.Int, java.Long, *java.BigInteger:
			code, ok = java.ToString(m, v), true
		}
	})
	return code, ok && err == nil
}
