package playground_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vtlkit/vtl/playground"
	"github.com/vtlkit/vtl/playground/api"
)

// TestExampleChains sends the request of each example with a chain through it, and compares what the client gets: the
// status, the headers that count, and the body.
func TestExampleChains(t *testing.T) {
	t.Parallel()
	s := newServer(t, playground.Options{})
	var list []api.Example
	if err := json.Unmarshal([]byte(text(t, do(s, "GET", "/api/v1/examples", ""))), &list); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"json-to-soap":    "200\nContent-Type: application/json\n\n{\n  \"number\": \"A-1001\",\n  \"state\": \"shipped\",\n  \"parcels\": [\"P1\", \"P2\"]\n}\n",
		"dynamodb-query":  "200\nContent-Type: application/json\n\n" + expected(list, "dynamodb-query"),
		"status-override": "409\nContent-Type: application/json\nRetry-After: 5\n\n" + expected(list, "status-override"),
		"error-mapping":   "404\nContent-Type: application/json\n\n" + expected(list, "error-mapping"),
		"mock-cors":       "204\nAccess-Control-Allow-Headers: Content-Type,Authorization\nAccess-Control-Allow-Methods: GET,PUT,OPTIONS\nAccess-Control-Allow-Origin: https://shop.example.com\nAccess-Control-Max-Age: 600\nContent-Type: application/json\nVary: Origin\n\n",
	}
	for _, e := range list {
		if e.Chain == nil {
			if want[e.ID] != "" {
				t.Errorf("%s has no chain", e.ID)
			}
			continue
		}
		var r api.ChainResult
		answer := text(t, do(s, "POST", "/api/v1/chain", jsonOf(t, api.ChainQuery{Request: e.Request, Chain: *e.Chain})))
		if err := json.Unmarshal([]byte(answer), &r); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want[e.ID], client(r.Response)); diff != "" || !r.OK || len(r.Problems) > 0 {
			t.Errorf("%s: %+v\n%s\n%s", e.ID, r.Problems, diff, strings.Join(r.Log, "\n"))
		}
		for _, tpl := range []*api.ChainTemplate{r.RequestTemplate, r.ResponseTemplate} {
			if tpl != nil && len(tpl.Explanation.Problems) > 0 {
				t.Errorf("%s: %+v", e.ID, tpl.Explanation.Problems)
			}
		}
	}
}

// expected returns what the template of an example renders.
func expected(list []api.Example, id string) string {
	for _, e := range list {
		if e.ID == id {
			return e.Expected
		}
	}
	return ""
}

// client writes what a client gets, its headers in order and without those that tell about the way.
func client(m api.Message) string {
	var headers []string
	for _, h := range m.Headers {
		if !strings.HasPrefix(strings.ToLower(h[0]), "x-amz") {
			headers = append(headers, h[0]+": "+h[1]+"\n")
		}
	}
	slices.Sort(headers)
	return fmt.Sprint(m.Status, "\n", strings.Join(headers, ""), "\n", m.Body)
}
