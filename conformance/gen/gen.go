package gen

import (
	"math/rand/v2"
	"strings"

	"github.com/vtlkit/vtl/conformance"
)

// The dialects a Generator writes for.
const (
	Velocity   = "velocity"
	APIGateway = "apigateway"
)

// Options say what a Generator makes.
type Options struct {
	Seed uint64
	// Dialect is Velocity or APIGateway.
	Dialect string
	// Style restricts the cases to one style by name; "" mixes them all. See Styles.
	Style string
	// Corpus holds requests that mutations start from, beside what is generated.
	Corpus []conformance.Request
}

// Generator makes requests.
type Generator struct {
	opts   Options
	styles []style
}

// style is one way to write a template.
type style struct {
	name   string
	weight int
	write  func(g *writer) string
}

// styles are all the ways, with how often they are taken.
var styles = []style{
	{"program", 30, (*writer).program},
	{"methods", 20, (*writer).methods},
	{"soup", 18, (*writer).soup},
	{"expressions", 10, (*writer).expressions},
	{"text", 8, (*writer).textOnly},
	{"strings", 6, (*writer).stringWork},
	{"mutation", 12, (*writer).mutation},
	{"gateway", 20, (*writer).gatewayWork},
}

// Styles returns the names of the styles of a dialect.
func Styles(dialect string) []string {
	var names []string
	for _, s := range stylesOf(dialect, "") {
		names = append(names, s.name)
	}
	return names
}

// stylesOf returns the styles of a dialect, or the only one asked for.
func stylesOf(dialect, only string) []style {
	var list []style
	for _, s := range styles {
		if s.name == "gateway" && dialect != APIGateway || only != "" && s.name != only {
			continue
		}
		list = append(list, s)
	}
	return list
}

// New returns a generator.
func New(o Options) *Generator {
	if o.Dialect == "" {
		o.Dialect = Velocity
	}
	return &Generator{opts: o, styles: stylesOf(o.Dialect, o.Style)}
}

// Case returns the request number i.
func (g *Generator) Case(i int) conformance.Request {
	w := newWriter(g, rand.New(rand.NewPCG(g.opts.Seed, uint64(i))))
	r := conformance.Request{Dialect: g.opts.Dialect}
	if g.opts.Dialect == APIGateway {
		r.APIGW = w.gateway()
	}
	r.Context = w.context()
	total := 0
	for _, s := range g.styles {
		total += s.weight
	}
	n := w.r.IntN(max(total, 1))
	for _, s := range g.styles {
		if n -= s.weight; n < 0 {
			r.Template = s.write(w)
			break
		}
	}
	if w.chance(0.02) && w.base == nil {
		r.Macros = w.library()
	}
	if w.base != nil {
		r.Context, r.Macros = w.base.Context, w.base.Macros
		if w.base.APIGW != nil {
			r.APIGW = w.base.APIGW
		}
	}
	return r
}

// writer is the state of one case while it is written.
type writer struct {
	g *Generator
	r *rand.Rand
	// noise is the probability that a construct is written wrongly on purpose.
	noise float64
	vars  []variable
	depth int // nesting of directives
	macro []string
	names int // counter for fresh names
	body  *jsonNode
	// base is the corpus request that a mutation started from, nil else.
	base *conformance.Request
}

// variable is a name a template can use and the kind of value behind it.
type variable struct {
	name string
	kind kind
}

// newWriter returns a writer; one in four makes mistakes now and then, one in four hardly any.
func newWriter(g *Generator, r *rand.Rand) *writer {
	w := &writer{g: g, r: r}
	switch r.IntN(4) {
	case 0:
		w.noise = 0.02
	case 1:
		w.noise = 0.005
	}
	return w
}

// chance is true with probability p.
func (w *writer) chance(p float64) bool { return w.r.Float64() < p }

// noisy tells whether the construct at hand is to be written wrongly.
func (w *writer) noisy() bool { return w.noise > 0 && w.chance(w.noise) }

// pick returns one of the choices.
func pick[T any](w *writer, choices ...T) T { return choices[w.r.IntN(len(choices))] }

// option is a weighted way to write something.
type option struct {
	weight int
	write  func() string
}

// oneOf writes by one of the options.
func (w *writer) oneOf(options ...option) string {
	total := 0
	for _, o := range options {
		total += o.weight
	}
	n := w.r.IntN(total)
	for _, o := range options {
		if n -= o.weight; n < 0 {
			return o.write()
		}
	}
	return ""
}

// repeat joins between least and most results of write.
func (w *writer) repeat(least, most int, sep string, write func() string) string {
	n := least + w.r.IntN(most-least+1)
	parts := make([]string, n)
	for i := range parts {
		parts[i] = write()
	}
	return strings.Join(parts, sep)
}

func (w *writer) apigateway() bool { return w.g.opts.Dialect == APIGateway }
