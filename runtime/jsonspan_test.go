package runtime

import (
	"context"
	"testing"
)

// TestCheckJSONPlace: output that is no JSON is traced to the place of the template that printed it.
func TestCheckJSONPlace(t *testing.T) {
	t.Parallel()
	tests := []struct {
		template     string
		line, column int // 0 for no warning
	}{
		{`{"a": "$input.path('$.s')"}`, 0, 0},
		{`plain text`, 0, 0},
		{`<xml/>`, 0, 0},
		{"{\n  \"a\": $input.path('$.missing')\n}", 3, 1},
		{"{\n  \"a\": \"$input.path('$.quote')\"\n}", 2, 9},
		{"{\n  \"a\": 1,\n#set($x = 1)\n  \"b\": [#foreach($i in [1..2])$i,#end]}", 4, 38},
		{"[$input.path('$.s')]", 1, 2},
	}
	for _, tt := range tests {
		tpl, err := Compile(tt.template)
		if err != nil {
			t.Fatal(err)
		}
		q := &Request{Body: []byte(`{"s":"text","quote":"a\"b"}`)}
		res, err := tpl.Transform(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		d := tpl.CheckJSON(context.Background(), q, res)
		switch {
		case d == nil:
			if tt.line != 0 {
				t.Errorf("%s: no warning for %s", tt.template, res.Body)
			}
		case d.Code != CodeNotJSON || d.Pos.Line != tt.line || d.Pos.Column != tt.column || d.Note == "":
			t.Errorf("%s: %d:%d %s %s, want %d:%d", tt.template, d.Pos.Line, d.Pos.Column, d.Msg, d.Note, tt.line, tt.column)
		}
	}
}
