// Package hostile holds inputs written to hurt an engine: templates, bodies and paths that ask for endless time,
// endless memory, endless depth, or for what a template must not reach. Each family of attacks is a file of lines.
//
// What an engine does with one is held against Expect; whatever that is, the engine has to come back within
// Patience, without growing beyond Memory.
package hostile

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/vtlkit/vtl/conformance"
)

// The bounds of every input, whatever it does.
const (
	Patience = 2 * time.Second
	Memory   = 512 << 20 // bytes
)

//go:embed inputs/*.jsonl
var inputs embed.FS

// Input is one attack.
type Input struct {
	ID     string // "family/name"
	Before []conformance.Request
	conformance.Request
	// Expect is "output", "error" (of any kind but an internal one), "parse", "render", "limit", or "either",
	// which asks for output or a clean error.
	Expect string
	// Want is the exact output; nil where any will do.
	Want *string
	// Never lists texts that neither the output nor a message may hold.
	Never []string
}

// Family returns the family of the input.
func (in *Input) Family() string { return path.Dir(in.ID) }

// text is a text written in parts, some of them repeated: "a", {"repeat": "a", "times": 3}, or a list of those. In
// a repeated text %d stands for the number of the repetition.
type text string

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(raw []byte) error {
	switch {
	case bytes.HasPrefix(raw, []byte(`"`)):
		s, err := conformance.Unquote(raw)
		*t = text(s)
		return err
	case bytes.HasPrefix(raw, []byte(`[`)):
		var parts []text
		err := json.Unmarshal(raw, &parts)
		var b strings.Builder
		for _, p := range parts {
			b.WriteString(string(p))
		}
		*t = text(b.String())
		return err
	}
	var part struct {
		Repeat text
		Times  int
	}
	err := json.Unmarshal(raw, &part)
	var b strings.Builder
	for i := range part.Times {
		b.WriteString(strings.ReplaceAll(string(part.Repeat), "%d", strconv.Itoa(i)))
	}
	*t = text(b.String())
	return err
}

// line is an input as its file has it.
type line struct {
	ID       string
	Template text
	Before   []text
	Context  json.RawMessage
	Dialect  string
	Body     *text
	Expect   string
	Want     *string
	Never    []string
}

// Load returns all inputs, family by family.
func Load() ([]*Input, error) {
	files, err := fs.Glob(inputs, "inputs/*.jsonl")
	if err != nil {
		return nil, err
	}
	var all []*Input
	for _, name := range files {
		data, err := inputs.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for i, raw := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
			in, err := parse(raw)
			if err != nil {
				return nil, fmt.Errorf("%s line %d: %w", name, i+1, err)
			}
			all = append(all, in)
		}
	}
	return all, nil
}

// parse reads an input.
func parse(raw []byte) (*Input, error) {
	var l line
	if err := json.Unmarshal(raw, &l); err != nil {
		return nil, err
	}
	switch l.Expect {
	case "output", "error", "parse", "render", "limit", "either":
	default:
		return nil, fmt.Errorf("%s expects %q", l.ID, l.Expect)
	}
	in := &Input{ID: l.ID, Expect: l.Expect, Want: l.Want, Never: l.Never}
	in.Request = l.request(l.Template)
	for _, t := range l.Before {
		in.Before = append(in.Before, l.request(t))
	}
	return in, nil
}

func (l *line) request(template text) conformance.Request {
	r := conformance.Request{Template: string(template), Context: l.Context, Dialect: l.Dialect}
	if l.Body != nil {
		r.APIGW = &conformance.Gateway{Body: string(*l.Body)}
	}
	return r
}

// Judge returns what is wrong with an answer to the input, nil when nothing is.
func (in *Input) Judge(a conformance.Answer) error {
	said := a.Output + a.Partial
	kind := "output"
	if a.Err != nil {
		kind = a.Err.Kind
		said += a.Err.Message
		if err := clean(a.Err); err != nil {
			return err
		}
	}
	for _, s := range in.Never {
		if strings.Contains(said, s) && !strings.Contains(in.Template, s) {
			return fmt.Errorf("%q came out", s)
		}
	}
	switch {
	case in.Expect == "either", in.Expect == "error" && a.Err != nil, in.Expect == kind:
	default:
		return fmt.Errorf("expected %s, got %s", in.Expect, short(a.String()))
	}
	if in.Want != nil && a.Output != *in.Want {
		return fmt.Errorf("expected %q, got %s", short(*in.Want), short(a.String()))
	}
	return nil
}

// clean holds an error against what every error has to be: of a known kind, one line, not too long, without a
// trace of the program behind it.
func clean(f *conformance.Failure) error {
	const mostBytes = 4 << 10
	switch f.Kind {
	case "parse", "render", "limit", "input", "request":
	default:
		return fmt.Errorf("error of kind %q: %s", f.Kind, short(f.Message))
	}
	if len(f.Message) > mostBytes || strings.ContainsAny(f.Message, "\n\r") {
		return fmt.Errorf("message of %d bytes: %q", len(f.Message), short(f.Message))
	}
	for _, s := range []string{"goroutine ", ".go:", "runtime error", "nil pointer", "0xc0"} {
		if strings.Contains(f.Message, s) {
			return fmt.Errorf("message holds %q: %s", s, short(f.Message))
		}
	}
	return nil
}

// short cuts a text for a message.
func short(s string) string {
	const most = 200
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}
