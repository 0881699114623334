package api

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/runtime/jsonsmart"
	"github.com/vtlkit/vtl/vtl/java"
)

// bodyProblem is the problem of a body that is no JSON.
func bodyProblem(err error) Problem {
	p := requestProblem(runtime.CodeInput, err)
	p.In, p.Message = inBody, "the body is no JSON: "+positionText.ReplaceAllString(firstLine(err.Error()), "")
	p.Text = p.Message
	return p
}

// bodyFault returns the warning about a body that is no JSON though the template reads it as such. An empty body reads
// as {}.
func (c *call) bodyFault(in runtime.Inputs, limits java.Limits) (Problem, bool) {
	if len(in.Paths) == 0 || strings.TrimSpace(c.body.text) == "" {
		return Problem{}, false
	}
	_, err := jsonsmart.ParseNode(c.body.text, limits)
	if err == nil {
		return Problem{}, false
	}
	p := bodyProblem(err)
	p.Severity, p.Kind = SeverityWarning, ""
	p.Note = "$input.json and $input.path find nothing in it, and read as the empty string"
	if at, ok := position(err); ok && at <= len(c.body.text) {
		p.place(c.body, at)
	}
	return p, true
}

// place puts a problem at a byte of the body, or at the last one where the body ends too early.
func (p *Problem) place(body *offsets, at int) {
	at = max(0, min(at, len(body.text)-1))
	line := strings.LastIndexByte(body.text[:at], '\n') + 1
	p.Line, p.Column = strings.Count(body.text[:at], "\n")+1, body.unit(at)-body.unit(line)+1
	p.Start = body.unit(at)
	p.End = min(p.Start+1, body.units)
}

// positionText is how the parser of bodies says where it gave up, in bytes.
var positionText = regexp.MustCompile(` at position (\d+)\.`)

// position returns the byte that an error of the parser of bodies is about.
func position(err error) (int, bool) {
	m := positionText.FindStringSubmatch(err.Error())
	if m == nil {
		return 0, false
	}
	at, err := strconv.Atoi(m[1])
	return at, err == nil
}

// firstLine returns the first line of an exception's text, without the names of classes before it.
func firstLine(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	for {
		class, msg, ok := strings.Cut(text, ": ")
		if !ok || strings.Contains(class, " ") {
			return text
		}
		text = msg
	}
}
