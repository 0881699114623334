package jsonsmart

import (
	"bufio"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/vtl/java"
)

// TestArrayMethods holds the methods of JSONArray against the list of what Velocity finds on the real class.
func TestArrayMethods(t *testing.T) {
	f, err := os.Open("testdata/JSONArray.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	listed := map[string]bool{}
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		if strings.HasPrefix(line, "#") {
			continue
		}
		decl, mark, _ := strings.Cut(line, "\t")
		sig, _, _ := strings.Cut(decl, " ")
		listed[sig] = true
		found := false
		for _, m := range ArrayClass.Methods(sig[:strings.IndexByte(sig, '(')]) {
			found = found || m.Sig == sig
		}
		if found != (mark == "yes") {
			t.Errorf("%s is marked %q, found %v", sig, mark, found)
		}
	}
	for _, m := range arrayMethods {
		if !listed[m.Sig] {
			t.Errorf("the real class has no %s", m.Sig)
		}
		if m.Cost == java.CostUnset {
			t.Errorf("%s has no cost", m.Sig)
		}
	}
}

// TestArrayCalls calls the methods JSONArray adds.
func TestArrayCalls(t *testing.T) {
	list := func() java.Value {
		return java.NewListOf(ArrayClass, []java.Value{java.String("a/b"), java.Int(1)})
	}
	for _, tt := range []struct {
		method string
		args   []java.Value
		want   string // what it returns, or the class of the exception
		after  string // the list afterwards
	}{
		{"toString", nil, `["a\/b",1]`, `["a/b",1]`},
		{"toJSONString", nil, `["a\/b",1]`, `["a/b",1]`},
		{"toJSONString", []java.Value{java.NewList([]java.Value{java.String("/")})}, `["\/"]`, `["a/b",1]`},
		{"toJSONString", []java.Value{list(), nil}, "java.lang.NullPointerException", `["a/b",1]`},
		{"merge", []java.Value{list()}, "", `["a/b",1,"a/b",1]`},
		{"merge", []java.Value{nil}, "", `["a/b",1]`},
		{"merge", []java.Value{java.Int(1)}, "java.lang.ClassCastException", `["a/b",1]`},
		{"merge", []java.Value{java.NewList(nil)}, "java.lang.ClassCastException", `["a/b",1]`},
		{"writeJSONString", []java.Value{nil}, "java.lang.NullPointerException", `["a/b",1]`},
	} {
		l := list()
		v, found, err := java.Invoke(nil, l, tt.method, tt.args)
		got := java.ToString(nil, v)
		var x *java.Exception
		if errors.As(err, &x) {
			got = x.Class
		}
		if !found || got != tt.want {
			t.Errorf("%s%v: %s (found %v, %v), want %s", tt.method, tt.args, got, found, err, tt.want)
		}
		if after := must(Text(nil, l, Compressed)); after != tt.after {
			t.Errorf("%s%v left %s, want %s", tt.method, tt.args, after, tt.after)
		}
	}
}
