package java

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestCalls runs the scripts of testdata/calls, whose results the real Java gave (Record.java).
func TestCalls(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/calls/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			s := newScript()
			sc := bufio.NewScanner(f)
			sc.Buffer(nil, 1<<20)
			for n := 1; sc.Scan(); n++ {
				got, want := s.run(sc.Text())
				if want == "void" {
					want = "String " // what Velocity prints for no result is the empty string
				}
				if without(got) != without(want) {
					t.Errorf("%s:%d: %s\n got  %s\n want %s", path, n, s.line, got, want)
				}
			}
		})
	}
}

// without leaves out what a NullPointerException explains, which names variables of Java's sources.
func without(result string) string {
	if strings.HasPrefix(result, "!NullPointerException") {
		return "!NullPointerException"
	}
	return result
}

// script runs the lines of a script; see Record.java for their form.
type script struct {
	names map[string]Value
	line  string
	at    int
}

// newScript returns a script that knows no names yet.
func newScript() *script { return &script{names: map[string]Value{}} }

// assigned matches a line that gives its result a name.
var assigned = regexp.MustCompile(`^([a-z][A-Za-z0-9]*) = `)

// run executes one line and returns its result, and the one it should have.
func (s *script) run(line string) (got, want string) {
	line, want, _ = strings.Cut(line, " => ")
	s.line, s.at = line, 0
	switch {
	case line == "":
		clear(s.names)
		return "", want
	case strings.HasPrefix(line, "#"):
		return "", want
	}
	name := ""
	if m := assigned.FindStringSubmatch(line); m != nil {
		name, s.at = m[1], len(m[0])
	}
	start := s.at
	if recv := s.word(); recv != "" && s.at < len(line) && line[s.at] == '.' {
		s.at++
		return s.call(name, s.names[recv], s.word()), want
	}
	s.at = start
	s.names[name] = s.value()
	return "", want
}

// call makes the call that the script stands at and returns its result as Record.java writes it.
func (s *script) call(name string, recv Value, method string) string {
	s.at++
	args := s.values(')')
	if recv == nil {
		return "none"
	}
	if name != "" {
		delete(s.names, name)
	}
	var text string
	limit := Guard(func() {
		m := &Meter{Limits: Limits{ValueDepth: 1000}}
		v, found, err := Invoke(m, recv, method, args)
		text = outcome(m, v, found, err)
		if found && err == nil && name != "" {
			s.names[name] = v
		}
	})
	if limit != nil {
		return limit.Error()
	}
	return text
}

// outcome words the result of a call.
func outcome(m *Meter, v Value, found bool, err error) string {
	var arg *ArgumentError
	switch {
	case !found:
		return "none"
	case errors.As(err, &arg):
		return "!!" + cleanText(arg.Exception.Error())
	case err != nil:
		return "!" + cleanText(err.Error())
	case v == nil:
		return "null"
	}
	return cleanText(v.Class().Name) + " " + cleanText(ToString(m, v))
}

// identity matches identity hash codes, lambdaName what Java appends to the names of lambda classes.
var (
	identity   = regexp.MustCompile(`@[0-9a-f]{1,8}`)
	lambdaName = regexp.MustCompile(`\$\$Lambda[$0-9/a-fx]*`)
	packages   = regexp.MustCompile(`java\.(util|lang)\.`)
)

// cleanText leaves out of text what differs from run to run, and the usual packages.
func cleanText(text string) string {
	text = identity.ReplaceAllString(text, "@")
	text = lambdaName.ReplaceAllString(text, "$$$$Lambda")
	return strings.ReplaceAll(packages.ReplaceAllString(text, ""), "\n", "\\n")
}

// word reads letters and digits.
func (s *script) word() string {
	from := s.at
	for s.at < len(s.line) && (s.line[s.at]|0x20 >= 'a' && s.line[s.at]|0x20 <= 'z' || s.line[s.at] >= '0' && s.line[s.at] <= '9') {
		s.at++
	}
	return s.line[from:s.at]
}

// value reads a literal or a name.
func (s *script) value() Value {
	switch c := s.line[s.at]; {
	case c == '\'':
		end := s.at + 1 + strings.IndexByte(s.line[s.at+1:], '\'')
		text := s.line[s.at+1 : end]
		s.at = end + 1
		return String(text)
	case c == '[':
		s.at++
		return NewList(s.values(']'))
	case c == '{':
		s.at++
		return s.mapping()
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	}
	switch w := s.word(); w {
	case "true", "false":
		return Bool(w == "true")
	case "null":
		return nil
	default:
		return s.names[w]
	}
}

// number reads a number.
func (s *script) number() Value {
	from := s.at
	for s.at++; s.at < len(s.line) && strings.IndexByte("0123456789.E-", s.line[s.at]) >= 0; s.at++ {
	}
	text := s.line[from:s.at]
	if strings.Contains(text, ".") {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			panic(err)
		}
		return Double(f)
	}
	return ParseInteger(text)
}

// values reads values up to end.
func (s *script) values(end byte) []Value {
	vs := []Value{}
	for s.line[s.at] != end {
		vs = append(vs, s.value())
		s.comma()
	}
	s.at++
	return vs
}

// mapping reads the rest of a map literal.
func (s *script) mapping() Value {
	p := NewMap()
	for s.line[s.at] != '}' {
		k := s.value()
		s.at += len(": ")
		p.Put(nil, k, s.value())
		s.comma()
	}
	s.at++
	return p
}

// comma reads a separator where there is one.
func (s *script) comma() {
	if strings.HasPrefix(s.line[s.at:], ", ") {
		s.at += 2
	}
}
