package requestfile

import (
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// readHTTP reads an HTTP message, or the chosen one of a file in which lines that begin with ### stand between them.
func readHTTP(d *document) (*call, error) {
	from, to, err := d.section()
	if err != nil {
		return nil, err
	}
	m := &message{document: d, i: from, end: to}
	c, err := m.requestLine()
	if err != nil {
		return nil, err
	}
	if err := m.headers(c); err != nil {
		return nil, err
	}
	return c, m.body(c)
}

// section returns the stretch of the chosen request. Stretches without a request, such as one that holds comments
// only, do not count.
func (d *document) section() (from, to int, err error) {
	found, wanted := 0, max(d.options.Entry, 1)
	for from = 0; from < len(d.text); from = to {
		to = d.sectionEnd(from)
		if (&message{document: d, i: from, end: to}).skipComments() {
			if found++; found == wanted {
				return from, to, nil
			}
		}
	}
	if found == 0 {
		return 0, 0, d.fail(0, 0, "there is no request in the text, only comments", "")
	}
	return 0, 0, d.fail(0, 0, "there is no request "+strconv.Itoa(wanted)+" in the text: it has "+strconv.Itoa(found), "")
}

// sectionEnd returns where the section that begins at from ends: at the next line that begins with ###.
func (d *document) sectionEnd(from int) int {
	at := from
	if strings.HasPrefix(d.text[at:], "###") {
		at += len("###")
	}
	if i := strings.Index(d.text[at:], "\n###"); i >= 0 {
		return at + i + 1
	}
	return len(d.text)
}

// message reads one HTTP message from the stretch [i, end) of a text.
type message struct {
	*document
	i, end int
}

// line returns the next line without its end and its offset, and moves behind it.
func (m *message) line() (text string, at int) {
	at = m.i
	text = m.text[m.i:m.end]
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
		m.i++
	}
	m.i += len(text)
	return strings.TrimSuffix(text, "\r"), at
}

// skipComments moves to the request line, and tells whether there is one.
func (m *message) skipComments() bool {
	for m.i < m.end {
		line, at := m.line()
		line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		if line != "" && line[0] != '#' && !strings.HasPrefix(line, "//") {
			m.i = at
			return true
		}
	}
	return false
}

// requestLine reads method, address and protocol. The method may be missing, as request files have it.
func (m *message) requestLine() (*call, error) {
	m.skipComments()
	line, at := m.line()
	trimmed := strings.TrimLeft(line, "\ufeff \t")
	at += len(line) - len(trimmed)
	line = strings.TrimRight(trimmed, " \t")
	if strings.HasPrefix(line, "@") {
		return nil, m.fail(at, at+len(line), "variables of request files are not known here", "write their values where they are used, and leave out this line")
	}
	c := &call{}
	if method, rest, ok := strings.Cut(line, " "); ok && isToken(method) {
		c.Method = method
		at += len(line) - len(strings.TrimLeft(rest, " \t"))
		line = strings.TrimLeft(rest, " \t")
	}
	c.target, _ = cutProtocol(line)
	c.from, c.to = at, at+len(c.target)
	switch {
	case strings.HasPrefix(line, "HTTP/") && c.Method == "" || strings.HasPrefix(c.Method, "HTTP/"):
		return nil, m.fail(at, at+len(line), "this is an answer, not a request", "a request begins like POST /orders HTTP/1.1")
	case c.target == "" || strings.ContainsAny(c.target, " \t") || !isTarget(c.target):
		return nil, m.fail(at, at+len(line), "this is no request line", "write a method and a path or an address, as POST /orders?dry=1 HTTP/1.1")
	}
	m.moreQuery(c)
	return c, nil
}

// cutProtocol cuts " HTTP/1.1" off a request line.
func cutProtocol(line string) (rest string, ok bool) {
	if i := strings.LastIndex(line, " "); i >= 0 && strings.HasPrefix(line[i+1:], "HTTP/") {
		return strings.TrimRight(line[:i], " \t"), true
	}
	return line, false
}

// isTarget tells whether s is a path or an address.
func isTarget(s string) bool {
	_, _, ok := cutScheme(s)
	return ok || s[0] == '/' || s[0] == '?'
}

// moreQuery reads lines that go on with the query, as request files allow: they are indented and begin with ? or &.
func (m *message) moreQuery(c *call) {
	parts := []string{c.target}
	for m.i < m.end {
		line, at := m.line()
		part := strings.TrimSpace(line)
		if part == "" || line[0] != ' ' && line[0] != '\t' || part[0] != '?' && part[0] != '&' {
			m.i = at
			break
		}
		part, _ = cutProtocol(part)
		parts = append(parts, part)
	}
	c.target = strings.Join(parts, "")
}

// headers reads the header lines up to the empty one.
func (m *message) headers(c *call) error {
	for m.i < m.end {
		line, at := m.line()
		if strings.TrimSpace(line) == "" {
			return nil
		}
		if line[0] == '#' || strings.HasPrefix(line, "//") {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || !isToken(name) {
			hint := "write Name: value, and an empty line before the body"
			if line[0] == ' ' || line[0] == '\t' {
				hint = "write a header in one line"
			}
			return m.fail(at, at+len(line), "this is no header line", hint)
		}
		c.Header = append(c.Header, runtime.Pair{Name: name, Value: strings.Trim(value, " \t")})
	}
	return nil
}

// isToken tells whether s can be a method or the name of a header. Source: RFC 9110 section 5.6.2.
func isToken(s string) bool {
	for _, r := range s {
		if !isAlnum(r) && !strings.ContainsRune("!#$%&'*+-.^_`|~", r) {
			return false
		}
	}
	return s != ""
}

// body reads the body: as many bytes as Content-Length says when nothing but white space is left behind them, else all
// up to the line ends before the next request.
func (m *message) body(c *call) error {
	from := m.i
	text := m.text[from:m.end]
	if coding, ok := c.Header.GetFold("Transfer-Encoding"); ok {
		return m.fail(from, from, "a body with transfer encoding "+syntax.Visible(coding)+" is not read", "take out that header, and the lengths between the parts of the body")
	}
	text = cutHandlers(text)
	if strings.HasPrefix(text, "< ") || strings.HasPrefix(text, "<@ ") {
		return m.fail(from, from+2, "a body from a file is not read", "put the text of the file here")
	}
	if length, ok := c.Header.GetFold("Content-Length"); ok {
		n, err := strconv.Atoi(length)
		if err == nil && n >= 0 && n <= len(text) && strings.TrimSpace(text[n:]) == "" {
			c.Body = []byte(text[:n])
			return nil
		}
	}
	if text = strings.TrimRight(text, "\r\n"); text != "" {
		c.Body = []byte(text)
	}
	return nil
}

// cutHandlers cuts off what request files have behind a body: scripts for the answer, and names of saved answers.
func cutHandlers(text string) string {
	for _, mark := range []string{"> {%", "<> "} {
		if strings.HasPrefix(text, mark) {
			return ""
		}
		if i := strings.Index(text, "\n"+mark); i >= 0 {
			text = text[:i+1]
		}
	}
	return text
}
