package requestfile

import (
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// Format is a way to write a request down.
type Format string

// The formats.
const (
	HTTP  Format = "http"  // request line, headers, body; several with ### between them
	Curl  Format = "curl"  // a command line
	HAR   Format = "har"   // HTTP archive, as browsers save it
	Event Format = "event" // event of a Lambda proxy integration, version 1.0
)

// Options say how a text is read. The zero value reads the first request of it.
type Options struct {
	// Name is what messages call the text; "" is "request".
	Name string
	// Entry chooses a request of an archive or of a file with several, counted from 1; 0 is the first.
	Entry int
	// ResourcePath is the resource as the API names it, "/orders/{id}". The path of the request must match it then, and
	// gives the path parameters.
	ResourcePath string
}

// Result is a request that was read.
type Result struct {
	Format  Format
	Request *runtime.Request
}

// maxText bounds the text, in bytes. Archives of long sessions are large.
const maxText = 64 << 20

// Detect returns the format a text is written in, by how it begins. JSON is an archive or an event: it answers HAR
// for a text with the member "log", and Event for any other.
func Detect(text string) Format {
	text = strings.TrimLeft(text, "\ufeff \t\r\n")
	switch {
	case strings.HasPrefix(text, "{"):
		if isArchive(text) {
			return HAR
		}
		return Event
	case isCurl(text):
		return Curl
	}
	return HTTP
}

// Read reads a request. The error is a *vtl.Error with the place in the text; the Result then has only its format.
func Read(text string, o Options) (*Result, error) {
	if o.Name == "" {
		o.Name = "request"
	}
	d := &document{src: syntax.NewSource(o.Name, text), text: text, options: o}
	res := &Result{Format: Detect(text)}
	if len(text) > maxText {
		return res, d.fail(0, 0, "the text is longer than "+strconv.Itoa(maxText>>20)+" MiB", "")
	}
	if strings.TrimSpace(strings.TrimPrefix(text, "\ufeff")) == "" {
		return res, d.fail(0, 0, "there is no request in the text", "paste an HTTP message, a curl command, a HAR file, or the event of a Lambda proxy integration")
	}
	read := map[Format]func(*document) (*call, error){HTTP: readHTTP, Curl: readCurl, HAR: readArchive, Event: readEvent}[res.Format]
	c, err := read(d)
	if err == nil {
		res.Request, err = d.finish(c)
	}
	return res, err
}

// document is the text that is read.
type document struct {
	src     *syntax.Source
	text    string
	options Options
}

// fail returns an error at the stretch [from, to) of the text.
func (d *document) fail(from, to int, msg, hint string) error {
	from = min(max(from, 0), len(d.text))
	e := &vtl.Error{Kind: vtl.KindInput, Code: runtime.CodeRequestText, Msg: msg, Hint: hint}
	return e.At(d.src, from, max(to, from+1))
}

// call is a request as it was found, with the place of its address.
type call struct {
	runtime.Request
	target   string // address or path with query; "" when Request has path and query already
	from, to int    // of target in the text
}

// finish splits the target of a call into what a runtime.Request has.
func (d *document) finish(c *call) (*runtime.Request, error) {
	q := &c.Request
	if c.target != "" {
		t := splitTarget(c.target)
		q.Path, q.Query = t.path, append(runtime.ParseQuery(t.query), q.Query...)
		if _, ok := q.Header.GetFold("Host"); !ok && t.host != "" {
			q.Header = append(runtime.Pairs{{Name: "Host", Value: t.host}}, q.Header...)
		}
		d.cutStage(q)
	}
	return q, d.matchResource(c)
}
