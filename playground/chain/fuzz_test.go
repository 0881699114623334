package chain

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/vtlkit/vtl/playground/api"
)

// FuzzMethods checks that no call makes the methods panic, fail or hang, and that every answer is JSON.
func FuzzMethods(f *testing.F) {
	for _, c := range chains {
		f.Add(false, encode(&api.ChainQuery{Request: c.request, Chain: c.chain, Events: true}))
	}
	f.Add(true, encode(&api.ImportQuery{Text: openapi3, BasePath: "split"}))
	f.Add(true, []byte(`{"text":"{\"swagger\":\"2.0\",\"paths\":{\"/{a}\":{\"get\":null}}}"}`))
	f.Add(false, []byte(`{"request":{"base64":true,"body":"!","time":"x"}}`))
	f.Add(false, []byte(`{"chain":{"responses":[null,{}],"integration":{"type":"MOCK"}}}`))
	svc := api.New(api.Options{})
	methods := Methods(svc, Options{Limits: Limits{Time: time.Second}})
	f.Fuzz(func(t *testing.T, imports bool, body []byte) {
		m := methods["chain"]
		if imports {
			m = methods["import"]
		}
		begin := time.Now()
		answer, err := m(t.Context(), body)
		var call *api.CallError
		switch {
		case errors.As(err, &call):
			if call.Kind != api.FailureRequest {
				t.Errorf("%+v", call)
			}
		case err != nil || !json.Valid(answer):
			t.Errorf("%v %s", err, answer)
		}
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("took %s", took)
		}
	})
}
