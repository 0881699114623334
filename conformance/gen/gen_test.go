package gen_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/vtlkit/vtl/conformance"
	"github.com/vtlkit/vtl/conformance/gen"
)

// line returns case i of a generator as a line of the protocol.
func line(g *gen.Generator, i int) string {
	r := g.Case(i)
	return string(r.Line("x"))
}

// TestCaseIsReproducible checks that a case depends on the seed and its number only.
func TestCaseIsReproducible(t *testing.T) {
	t.Parallel()
	for _, dialect := range []string{gen.Velocity, gen.APIGateway} {
		a, b := gen.New(gen.Options{Seed: 7, Dialect: dialect}), gen.New(gen.Options{Seed: 7, Dialect: dialect})
		for i := 199; i >= 0; i-- {
			first, again := line(a, i), line(a, i)
			if first != line(b, i) || first != again {
				t.Fatalf("%s case %d differs from itself", dialect, i)
			}
		}
		if line(a, 1) == line(gen.New(gen.Options{Seed: 8, Dialect: dialect}), 1) {
			t.Errorf("%s: two seeds give the same case", dialect)
		}
	}
}

// TestCasesAreRequests checks that every style writes lines of the protocol.
func TestCasesAreRequests(t *testing.T) {
	t.Parallel()
	for _, dialect := range []string{gen.Velocity, gen.APIGateway} {
		for _, style := range gen.Styles(dialect) {
			corpus := []conformance.Request{{Template: "#if($ok)x#end", Dialect: dialect}}
			g := gen.New(gen.Options{Seed: 3, Dialect: dialect, Style: style, Corpus: corpus})
			for i := range 200 {
				if l := line(g, i); !json.Valid([]byte(l)) || strings.ContainsAny(l, "\n\r") {
					t.Fatalf("%s %s case %d is not a line of JSON: %s", dialect, style, i, l)
				}
			}
		}
	}
}

// TestConstructsOccur checks that the generator reaches what a template can be made of.
func TestConstructsOccur(t *testing.T) {
	t.Parallel()
	var all strings.Builder
	g := gen.New(gen.Options{Seed: 1, Dialect: gen.APIGateway})
	for i := range 3000 {
		all.WriteString(g.Case(i).Template)
	}
	for _, part := range []string{
		"#set(", "#if(", "#elseif(", "#else", "#foreach(", "#macro(", "#define(", "#evaluate(", "#include(", "#parse(", "#stop", "#break", "#literal(", "#[[", "##", "#*", "#@",
		"$!", "${", "$!{", `\$`, `\\#`, "[0]", "['a']", " .. ", "{'a'", " && ", " or ", "not ", "!=", " % ", ".substring(", ".replaceAll(", ".format(", ".entrySet(", ".subList(", ".toPlainString(",
		"$input.json(", "$input.path(", "$input.params(", "$util.", "$context.", "$stageVariables", "$foreach.", "$velocityCount", "$bodyContent", "\r\n", "\t",
	} {
		if !strings.Contains(all.String(), part) {
			t.Errorf("no template has %q", part)
		}
	}
}
