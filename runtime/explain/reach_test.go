package explain_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/explain"
)

// with returns q with what h proposes in its place. The places of the test are members of the body and named values.
func with(t *testing.T, q *runtime.Request, h *explain.Hint) *runtime.Request {
	t.Helper()
	out := *q
	text, _ := h.Value.(string)
	switch h.Source {
	case "body":
		body := map[string]any{}
		if err := json.Unmarshal(q.Body, &body); err != nil {
			t.Fatal(err)
		}
		body[strings.TrimPrefix(h.Path, "$.")] = h.Value
		out.Body, _ = json.Marshal(body)
	case "params.querystring":
		out.Query = append(runtime.Pairs{{Name: h.Path, Value: text}}, q.Query...)
	case "stageVariables":
		out.StageVariables = map[string]string{h.Path: text}
	case "context":
		out.Context = runtime.Vars{h.Path: text}
	default:
		t.Fatalf("no place %s", h.Source)
	}
	return &out
}

// TestHintsReach checks that an input that is proposed to reach an arm does reach it.
func TestHintsReach(t *testing.T) {
	t.Parallel()
	tpl, err := runtime.Compile(`#set($r = $input.path('$'))
#if($r.name == 'Bob')a#elseif($r.name == 'Cid')b#elseif($r.name == 'other')c#else d#end
#if($r.id > 9)a#end #if($r.id >= 9)a#end #if($r.id < 3)a#end #if($r.id != 7)a#else b#end #if(7 == $r.id)a#else b#end
#if($r.on)a#else b#end #if(!$r.off)a#else b#end #if(($r.ratio <= 0.5))a#else b#end
#if($input.params('q') == 'x')a#end #if($stageVariables.s != 'y')a#else b#end #if($context.stage == 'prod')a#end
#foreach($i in $r.list)$i#end #foreach($i in $r.none)$i#end`)
	if err != nil {
		t.Fatal(err)
	}
	q := &runtime.Request{Body: []byte(`{"id": 7, "name": "Ann", "on": true, "off": false, "ratio": 2.5, "list": [1]}`)}
	first := explain.Run(context.Background(), tpl, q, explain.Options{})
	if first.Err != nil {
		t.Fatal(first.Err)
	}
	proposed := 0
	for i, a := range first.Coverage {
		if a.Hits > 0 || a.Input == nil {
			if a.Hits == 0 {
				t.Errorf("no input is proposed for %s %s", a.Kind, a.Text)
			}
			continue
		}
		proposed++
		again := explain.Run(context.Background(), tpl, with(t, q, a.Input), explain.Options{})
		if again.Coverage[i].Hits == 0 {
			t.Errorf("%s does not reach %s %s", a.Input.Text, a.Kind, a.Text)
		}
	}
	if proposed < 18 {
		t.Errorf("%d inputs were proposed", proposed)
	}
}
