package conformance

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// Suite is a set of cases, in the order of their files.
type Suite struct {
	Cases []*Case
	Paths []*Path
}

// Case is a request with the answer wanted.
type Case struct {
	ID   string // unique in its suite
	Area string // folder and category: "velocity/escapes"
	File string // path of the file it was read from
	Request
	Want Answer
	// LooseDoubles accepts the shorter form of a floating point number where Java before 19 prints more digits.
	LooseDoubles bool
	// Oracle says who confirms Want: "velocity-1.7", "aws", or the address of a document section.
	Oracle string
	// Differs holds, by engine name, the answers known to be different.
	Differs map[string]*Difference
}

// Path is a JSONPath request with the answer wanted.
type Path struct {
	ID   string
	Area string
	File string
	PathRequest
	Want    PathAnswer
	Differs map[string]*Difference
}

// Difference is an answer that is known not to be the wanted one.
type Difference struct {
	Want     Answer     // what the engine gives for a Case
	WantPath PathAnswer // what the engine gives for a Path
	Reason   string
}

// Load reads every case of a file tree: the lines of *.jsonl files, and *.txtar archives. The folder of a file
// is its area; the lines of a differences.jsonl belong to the cases beside it.
func Load(fsys fs.FS) (*Suite, error) {
	l := loader{suite: &Suite{}, byID: map[string]exceptional{}}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return l.file(fsys, name)
	})
	if err == nil {
		err = l.attachDifferences()
	}
	if err != nil {
		return nil, err
	}
	return l.suite, nil
}

// exceptional is a case that can carry differences.
type exceptional interface {
	differ(engine string, d *Difference) error
}

// loader gathers a suite.
type loader struct {
	suite *Suite
	byID  map[string]exceptional
	// lines of differences.jsonl files, kept until every case is known
	differences []differenceLine
}

// file reads one file; those that are no case data are passed over.
func (l *loader) file(fsys fs.FS, name string) error {
	var read func(name string, data []byte) error
	switch {
	case path.Base(name) == "differences.jsonl":
		read = l.readDifferences
	case strings.HasSuffix(name, ".jsonl"):
		read = l.readLines
	case strings.HasSuffix(name, ".txtar"):
		read = l.readArchive
	default:
		return nil
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	if err := read(name, data); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// know makes c reachable by its id.
func (l *loader) know(id string, c exceptional) error {
	if id == "" {
		return fmt.Errorf("a case has no id")
	}
	if l.byID[id] != nil {
		return fmt.Errorf("two cases are called %s", id)
	}
	l.byID[id] = c
	return nil
}

func (l *loader) addCase(c *Case) error {
	l.suite.Cases = append(l.suite.Cases, c)
	return l.know(c.ID, c)
}

func (l *loader) addPath(p *Path) error {
	l.suite.Paths = append(l.suite.Paths, p)
	return l.know(p.ID, p)
}

func (c *Case) differ(engine string, d *Difference) error {
	return note(&c.Differs, engine, d)
}

func (p *Path) differ(engine string, d *Difference) error {
	return note(&p.Differs, engine, d)
}

// note files d under engine. Every difference needs a reason, and an engine has one answer only.
func note(m *map[string]*Difference, engine string, d *Difference) error {
	switch {
	case engine == "" || d.Reason == "":
		return fmt.Errorf("a difference needs an engine and a reason")
	case (*m)[engine] != nil:
		return fmt.Errorf("two differences for engine %s", engine)
	case *m == nil:
		*m = map[string]*Difference{}
	}
	(*m)[engine] = d
	return nil
}

// Areas returns the areas of the suite, sorted.
func (s *Suite) Areas() []string {
	seen := map[string]bool{}
	for _, c := range s.Cases {
		seen[c.Area] = true
	}
	for _, p := range s.Paths {
		seen[p.Area] = true
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// Select returns the cases for which keep is true of the area and the id.
func (s *Suite) Select(keep func(area, id string) bool) *Suite {
	out := &Suite{}
	for _, c := range s.Cases {
		if keep(c.Area, c.ID) {
			out.Cases = append(out.Cases, c)
		}
	}
	for _, p := range s.Paths {
		if keep(p.Area, p.ID) {
			out.Paths = append(out.Paths, p)
		}
	}
	return out
}
