package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// A text archive holds one case. Comment lines "# key: value" come first, then files under marker lines
// "-- name --". Every file of an archive ends with a newline; the header "# no-final-newline: name..." names
// those whose data does not.
//
//	# origin: own
//	# oracle: velocity-1.7
//	# no-final-newline: template.vtl want
//	-- template.vtl --
//	#foreach($x in $list)$x#if($foreach.hasNext),#end#end
//	-- vars.json --
//	{"list": [1, 2, 3]}
//	-- want --
//	1,2,3
//
// Headers: origin, oracle, dialect, no-final-newline, loose-doubles (any value), differs ("ENGINE: reason").
// Files: template.vtl, macros.vtl, vars.json (the variables), body, params.json, context.json,
// stage-variables.json (the API Gateway variables), want (the output) or want-error ("KIND LINE:COLUMN", "KIND -"
// without a place; a message may follow) with partial (what was rendered before), and the same names with
// "@ENGINE" behind for an answer that differs.
type archive struct {
	headers map[string][]string
	files   map[string]string
}

// parseArchive splits a text archive.
func parseArchive(data []byte) (*archive, error) {
	a := &archive{headers: map[string][]string{}, files: map[string]string{}}
	name, inFile := "", false
	var body strings.Builder
	for _, line := range bytes.SplitAfter(data, []byte("\n")) {
		marker, ok := markerName(string(line))
		switch {
		case ok:
			if inFile {
				a.files[name] = body.String()
			}
			if _, twice := a.files[marker]; twice {
				return nil, fmt.Errorf("two files are called %q", marker)
			}
			name, inFile = marker, true
			body.Reset()
		case inFile:
			body.Write(line)
		default:
			a.header(string(line))
		}
	}
	if inFile {
		a.files[name] = body.String()
	}
	for _, list := range a.headers["no-final-newline"] {
		for _, name := range strings.Fields(list) {
			a.files[name] = strings.TrimSuffix(a.files[name], "\n")
		}
	}
	return a, nil
}

// markerName returns the name in a marker line "-- name --".
func markerName(line string) (string, bool) {
	line = strings.TrimRight(line, "\r\n")
	rest, ok := strings.CutPrefix(line, "-- ")
	if !ok {
		return "", false
	}
	name, ok := strings.CutSuffix(rest, " --")
	return strings.TrimSpace(name), ok
}

// header keeps a "# key: value" line; other comments are prose.
func (a *archive) header(line string) {
	text, ok := strings.CutPrefix(strings.TrimSpace(line), "# ")
	if !ok {
		return
	}
	if key, value, ok := strings.Cut(text, ": "); ok && !strings.Contains(key, " ") {
		a.headers[key] = append(a.headers[key], strings.TrimSpace(value))
	}
}

func (a *archive) one(key string) string {
	if v := a.headers[key]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// json returns the file called name as JSON text, nil when there is none.
func (a *archive) json(name string) (json.RawMessage, error) {
	text, ok := a.files[name]
	if !ok {
		return nil, nil
	}
	if !json.Valid([]byte(text)) {
		return nil, fmt.Errorf("%s is not JSON", name)
	}
	return json.RawMessage(text), nil
}

// readArchive reads a file with one case. The case is called like the file, its area like the folder.
func (l *loader) readArchive(name string, data []byte) error {
	a, err := parseArchive(data)
	if err != nil {
		return err
	}
	id := areaOf(name)
	c := &Case{ID: id, File: name, Area: id, Oracle: a.one("oracle"), LooseDoubles: a.one("loose-doubles") != ""}
	if i := strings.LastIndexByte(id, '/'); i >= 0 {
		c.Area = id[:i]
	}
	if c.Request, err = a.request(); err != nil {
		return err
	}
	if c.Want, err = a.answer(""); err != nil {
		return err
	}
	for _, header := range a.headers["differs"] {
		engine, reason, _ := strings.Cut(header, ": ")
		want, err := a.answer("@" + engine)
		if err != nil {
			return err
		}
		if err := c.differ(engine, &Difference{Want: want, Reason: reason}); err != nil {
			return err
		}
	}
	return l.addCase(c)
}

func (a *archive) request() (r Request, err error) {
	template, ok := a.files["template.vtl"]
	if !ok {
		return r, fmt.Errorf("there is no template.vtl")
	}
	r = Request{Template: template, Macros: a.files["macros.vtl"], Dialect: a.one("dialect")}
	if r.Context, err = a.json("vars.json"); err != nil {
		return r, err
	}
	g := &Gateway{Body: a.files["body"]}
	_, bound := a.files["body"]
	for name, target := range map[string]*json.RawMessage{
		"params.json": &g.Params, "context.json": &g.Context, "stage-variables.json": &g.StageVariables,
	} {
		if *target, err = a.json(name); err != nil {
			return r, err
		}
		bound = bound || *target != nil
	}
	if bound {
		r.APIGW = g
	}
	return r, nil
}

// answer reads the answer wanted; suffix is "" or "@ENGINE".
func (a *archive) answer(suffix string) (Answer, error) {
	if text, ok := a.files["want"+suffix]; ok {
		return Answer{Output: text}, nil
	}
	text, ok := a.files["want-error"+suffix]
	if !ok {
		return Answer{}, fmt.Errorf("there is neither want%s nor want-error%[1]s", suffix)
	}
	failure, err := parseWantError(text)
	return Answer{Err: failure, Partial: a.files["partial"+suffix]}, err
}

// parseWantError reads "KIND LINE:COLUMN message" or "KIND - message".
func parseWantError(text string) (*Failure, error) {
	words := strings.Fields(text)
	if len(words) < 2 {
		return nil, fmt.Errorf("want-error needs a kind and a place: %q", text)
	}
	f := &Failure{Kind: words[0], Message: strings.Join(words[2:], " ")}
	if words[1] == "-" {
		return f, nil
	}
	line, column, ok := strings.Cut(words[1], ":")
	var err1, err2 error
	f.Line, err1 = strconv.Atoi(line)
	f.Column, err2 = strconv.Atoi(column)
	if !ok || err1 != nil || err2 != nil {
		return nil, fmt.Errorf("want-error has no place LINE:COLUMN: %q", text)
	}
	return f, nil
}

// FormatArchive writes a case as a text archive that Load reads back. Headers are extra "key: value" lines. It
// fails for data an archive cannot hold: marker lines inside a file.
func FormatArchive(c *Case, headers ...string) ([]byte, error) {
	w := archiveWriter{}
	w.file("template.vtl", c.Template)
	if c.Macros != "" {
		w.file("macros.vtl", c.Macros)
	}
	w.json("vars.json", c.Context)
	if g := c.APIGW; g != nil {
		w.file("body", g.Body)
		w.json("params.json", g.Params)
		w.json("context.json", g.Context)
		w.json("stage-variables.json", g.StageVariables)
	}
	w.answer("", c.Want)
	for _, engine := range sortedKeys(c.Differs) {
		headers = append(headers, "differs: "+engine+": "+c.Differs[engine].Reason)
		w.answer("@"+engine, c.Differs[engine].Want)
	}
	if c.Dialect != "" {
		headers = append(headers, "dialect: "+c.Dialect)
	}
	if c.LooseDoubles {
		headers = append(headers, "loose-doubles: yes")
	}
	if len(w.unended) > 0 {
		headers = append(headers, "no-final-newline: "+strings.Join(w.unended, " "))
	}
	var out []byte
	for _, h := range headers {
		out = append(append(append(out, "# "...), h...), '\n')
	}
	return append(out, w.text.String()...), w.err
}

// archiveWriter gathers the files of an archive.
type archiveWriter struct {
	text    strings.Builder
	unended []string // names of files without a final newline
	err     error
}

func (w *archiveWriter) file(name, data string) {
	for line := range strings.Lines(data) {
		if _, ok := markerName(line); ok {
			w.err = fmt.Errorf("a text archive cannot hold the line %q", line)
		}
	}
	fmt.Fprintf(&w.text, "-- %s --\n%s", name, data)
	if !strings.HasSuffix(data, "\n") {
		w.unended = append(w.unended, name)
		w.text.WriteByte('\n')
	}
}

func (w *archiveWriter) json(name string, v json.RawMessage) {
	if len(v) > 0 {
		w.file(name, string(oneLine(v))+"\n")
	}
}

func (w *archiveWriter) answer(suffix string, a Answer) {
	if a.Err == nil {
		w.file("want"+suffix, a.Output)
		return
	}
	w.file("want-error"+suffix, strings.TrimSpace(a.Err.String())+"\n")
	if a.Partial != "" {
		w.file("partial"+suffix, a.Partial)
	}
}

// String returns the failure as a want-error file has it, in one line.
func (f *Failure) String() string {
	place := "-"
	if f.Line > 0 {
		place = fmt.Sprintf("%d:%d", f.Line, f.Column)
	}
	return f.Kind + " " + place + " " + strings.Join(strings.Fields(f.Message), " ")
}

// sortedKeys returns the keys of m in order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
