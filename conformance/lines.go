package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"
)

// readLines reads a file with one case a line.
func (l *loader) readLines(name string, data []byte) error {
	return eachLine(data, func(line []byte) error {
		var f fields
		if err := json.Unmarshal(line, &f); err != nil {
			return err
		}
		if _, ok := f["path"]; ok {
			return l.pathLine(name, f)
		}
		c, err := caseLine(name, f)
		if err != nil {
			return err
		}
		return l.addCase(c)
	})
}

// eachLine calls f for every line that is not blank, and names the line in its error.
func eachLine(data []byte, f func(line []byte) error) error {
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := f(line); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return nil
}

// areaOf returns the area of the cases in a file: its path without the ending.
func areaOf(name string) string {
	return strings.TrimSuffix(name, path.Ext(name))
}

// caseLine returns the case of a line.
func caseLine(name string, f fields) (*Case, error) {
	c := &Case{File: name, Area: areaOf(name), Oracle: "velocity-1.7"}
	c.Context = f["context"]
	err := f.texts(map[string]*string{
		"id": &c.ID, "template": &c.Template, "macros": &c.Macros, "dialect": &c.Dialect,
	})
	if err != nil {
		return nil, err
	}
	if err := f.into("jdk_double", &c.LooseDoubles); err != nil {
		return nil, err
	}
	if raw, ok := f["apigw"]; ok {
		if c.APIGW, err = parseGateway(raw); err != nil {
			return nil, err
		}
	}
	c.Want, err = f.answer()
	return c, err
}

// parseGateway reads the "apigw" object of a case.
func parseGateway(raw json.RawMessage) (*Gateway, error) {
	var f fields
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, fmt.Errorf("apigw: %w", err)
	}
	body, err := f.text("body")
	if err != nil {
		return nil, err
	}
	return &Gateway{Body: body, Params: f["params"], Context: f["context"], StageVariables: f["stageVariables"]}, nil
}

// pathLine adds a JSONPath case. Where the two recorded library versions disagree, the newer one is wanted and
// the area says so.
func (l *loader) pathLine(name string, f fields) error {
	p := &Path{File: name, Area: areaOf(name)}
	if err := f.texts(map[string]*string{"id": &p.ID, "json": &p.JSON, "path": &p.Path}); err != nil {
		return err
	}
	want, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if newer, ok := f["jayway_3_0_0"]; ok {
		want = newer
		p.Area = path.Join(path.Dir(name)+"-3.0.0", path.Base(p.Area))
	}
	if p.Want, err = ParsePathAnswer(want); err != nil {
		return err
	}
	return l.addPath(p)
}

// differenceLine is a line of a differences.jsonl file.
type differenceLine struct {
	file, engine, id string
	difference       *Difference
}

// readDifferences reads known differences: lines of {"engine", "id", "want", "reason"}, where want is an
// answer of the line protocol.
func (l *loader) readDifferences(name string, data []byte) error {
	return eachLine(data, func(line []byte) error {
		var f fields
		if err := json.Unmarshal(line, &f); err != nil {
			return err
		}
		d := differenceLine{file: name, difference: &Difference{}}
		err := f.texts(map[string]*string{"engine": &d.engine, "id": &d.id, "reason": &d.difference.Reason})
		if err != nil {
			return err
		}
		l.differences = append(l.differences, d)
		if d.difference.WantPath, err = ParsePathAnswer(f["want"]); err == nil && isPathAnswer(f["want"]) {
			return nil
		}
		d.difference.Want, err = ParseAnswer(f["want"])
		return err
	})
}

// isPathAnswer tells an answer of the JSONPath protocol from one of the line protocol.
func isPathAnswer(raw json.RawMessage) bool {
	a, err := ParsePathAnswer(raw)
	return err == nil && (a.Type != "" || a.ErrClass != "")
}

// attachDifferences gives every difference to the case it names.
func (l *loader) attachDifferences() error {
	for _, d := range l.differences {
		c := l.byID[d.id]
		if c == nil {
			return fmt.Errorf("%s: no case is called %q", d.file, d.id)
		}
		if err := c.differ(d.engine, d.difference); err != nil {
			return fmt.Errorf("%s: %s: %w", d.file, d.id, err)
		}
	}
	return nil
}
