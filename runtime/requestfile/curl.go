package requestfile

import (
	"encoding/base64"
	"strings"

	"github.com/vtlkit/vtl/runtime"
	"github.com/vtlkit/vtl/vtl/syntax"
)

// isCurl tells whether a text begins with a curl command, behind a prompt or without.
func isCurl(text string) bool {
	_, ok := cutCommand(text)
	return ok
}

// cutCommand cuts the name of the command off a text.
func cutCommand(text string) (rest string, ok bool) {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "$ "), "> ")
	for _, name := range []string{"curl.exe", "curl"} {
		if rest, ok := strings.CutPrefix(text, name); ok && rest != "" && (isBlank(rest[0]) || rest[0] == '\\' || rest[0] == '^') {
			return rest, true
		}
	}
	return "", text == "curl"
}

// readCurl reads a curl command line.
func readCurl(d *document) (*call, error) {
	rest, _ := cutCommand(strings.TrimLeft(d.text, "\ufeff \t\r\n"))
	start := len(d.text) - len(rest)
	var words []word
	var err error
	if isWindows(d.text) {
		words, err = (&windowsWords{document: d}).split(start)
	} else {
		words, err = (&shellWords{document: d, i: start}).split()
	}
	if err != nil {
		return nil, err
	}
	c := &curl{document: d, words: words}
	if err := c.options(); err != nil {
		return nil, err
	}
	return c.call()
}

// curl gathers what the options of a command line say.
type curl struct {
	*document
	words []word

	url            word
	method         string
	header         []word
	data, json     []string
	hasData        bool
	get, head      bool
	query          []string // of --url-query
	user           string
	cookies        []string
	agent, referer string
}

// options reads all words.
func (c *curl) options() error {
	plain := false
	for len(c.words) > 0 {
		w := c.words[0]
		c.words = c.words[1:]
		var err error
		switch {
		case plain || !strings.HasPrefix(w.text, "-") || w.text == "-":
			err = c.setURL(w)
		case w.text == "--":
			plain = true
		case strings.HasPrefix(w.text, "--"):
			err = c.long(w)
		default:
			err = c.short(w)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// setURL takes the address.
func (c *curl) setURL(w word) error {
	if c.url.to > 0 {
		return c.fail(w.from, w.to, "a second address: one request is read", "if this belongs to an option, quote it")
	}
	c.url = w
	return nil
}

// long reads a long option.
func (c *curl) long(w word) error {
	name := strings.TrimPrefix(w.text, "--")
	if kind := curlOptions[name]; kind != curlUnknown {
		return c.option(kind, name, w, "", false)
	}
	// Most switches have an opposite.
	if kind := curlOptions[strings.TrimPrefix(name, "no-")]; kind == curlSwitch {
		return nil
	}
	hint := ""
	if near := syntax.Nearest(name, curlOptionNames()); near != "" {
		hint = "did you mean --" + near + "?"
	}
	return c.fail(w.from, w.to, "curl's option "+syntax.Visible(w.text)+" is not known here", hint)
}

// short reads a word of short options: several switches, and one with a value at the end.
func (c *curl) short(w word) error {
	for i, letter := range w.text {
		if i == 0 {
			continue
		}
		name := curlShort[letter]
		if name == "" {
			return c.fail(w.from, w.to, "curl's option -"+syntax.Visible(string(letter))+" is not known here", "")
		}
		kind := curlOptions[name]
		if kind == curlSwitch {
			c.turnOn(name)
			continue
		}
		value := w.text[i+1:]
		return c.option(kind, name, w, value, value != "")
	}
	return nil
}

// option reads an option whose value is given, or the next word.
func (c *curl) option(kind curlKind, name string, w word, value string, given bool) error {
	switch kind {
	case curlSwitch:
		c.turnOn(name)
		return nil
	case curlRefused:
		return c.fail(w.from, w.to, "curl's --"+name+" "+curlRefusals[name], "")
	}
	at := w
	if !given {
		if len(c.words) == 0 {
			return c.fail(w.from, w.to, "curl's --"+name+" wants a value", "")
		}
		at = c.words[0]
		value, c.words = at.text, c.words[1:]
	}
	if kind == curlIgnored {
		return nil
	}
	return c.set(name, word{value, at.from, at.to})
}

// turnOn takes a switch.
func (c *curl) turnOn(name string) {
	switch name {
	case "get":
		c.get = true
	case "head":
		c.head = true
	}
}

// set takes an option with its value.
func (c *curl) set(name string, v word) error {
	switch name {
	case "url":
		return c.setURL(v)
	case "request":
		c.method = v.text
	case "header":
		if strings.HasPrefix(v.text, "@") {
			return c.noFile(v)
		}
		c.header = append(c.header, v)
	case "user":
		c.user = v.text
	case "user-agent":
		c.agent = v.text
	case "referer":
		c.referer = v.text
	case "cookie":
		if !strings.Contains(v.text, "=") && v.text != "" {
			return c.noFile(v)
		}
		if v.text != "" {
			c.cookies = append(c.cookies, v.text)
		}
	case "url-query":
		return c.addEncoded(&c.query, v)
	default:
		return c.setData(name, v)
	}
	return nil
}

// setData takes one of the options that give the body.
func (c *curl) setData(name string, v word) error {
	c.hasData = true
	switch name {
	case "data-urlencode":
		return c.addEncoded(&c.data, v)
	case "data", "data-ascii", "data-binary", "json":
		if strings.HasPrefix(v.text, "@") {
			return c.noFile(v)
		}
	}
	if name == "json" {
		c.json = append(c.json, v.text)
		return nil
	}
	c.data = append(c.data, v.text)
	return nil
}

// noFile is the error of a value that names a file.
func (c *curl) noFile(v word) error {
	return c.fail(v.from, v.to, "files are not read here", "put the text of the file into the command")
}

// addEncoded takes "text", "=text" or "name=text" and encodes the text.
func (c *curl) addEncoded(list *[]string, v word) error {
	name, text, ok := strings.Cut(v.text, "=")
	if !ok {
		if strings.Contains(v.text, "@") {
			return c.noFile(v)
		}
		name, text = "", v.text
	}
	if name != "" {
		name += "="
	}
	*list = append(*list, name+percentEncode(text))
	return nil
}

// percentEncode encodes all but the characters that addresses never need to encode, as curl does.
func percentEncode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; isAlnum(rune(c)) || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteString(string([]byte{'%', hex[c>>4], hex[c&15]}))
		}
	}
	return b.String()
}

// call makes the request that curl would send.
func (c *curl) call() (*call, error) {
	if c.url.text == "" {
		return nil, c.fail(0, 4, "the command has no address", "")
	}
	if c.hasData && c.head {
		return nil, c.fail(0, 4, "curl takes no data with --head", "")
	}
	q := &call{target: c.url.text, from: c.url.from, to: c.url.to}
	if _, _, ok := cutScheme(q.target); !ok {
		q.target = "http://" + q.target
	}
	query := c.query
	data := c.data
	if c.json != nil {
		// Parts of JSON are put together as they are.
		data = append(data, strings.Join(c.json, ""))
	}
	body := strings.Join(data, "&")
	if c.get {
		query, body = append(query, data...), ""
	}
	q.target = addQuery(q.target, query)
	q.Method = c.verb()
	q.Body = []byte(body)
	return q, c.headers(q)
}

// verb returns the method.
func (c *curl) verb() string {
	switch {
	case c.method != "":
		return c.method
	case c.head:
		return "HEAD"
	case c.hasData && !c.get:
		return "POST"
	}
	return "GET"
}

// addQuery adds parameters to the query of an address, before its fragment.
func addQuery(address string, query []string) string {
	if len(query) == 0 {
		return address
	}
	address, _, _ = strings.Cut(address, "#")
	mark := "?"
	if strings.Contains(address, "?") {
		mark = "&"
	}
	return address + mark + strings.Join(query, "&")
}

// headers gives q the headers that curl sends: its own, unless one of that name is given, then the given ones. "Name:"
// takes a header of curl's away, "Name;" sends one without value.
func (c *curl) headers(q *call) error {
	gone := map[string]bool{}
	var given runtime.Pairs
	for _, h := range c.header {
		name, value, ok := strings.Cut(h.text, ":")
		value = strings.Trim(value, " \t")
		if !ok {
			name, ok = strings.CutSuffix(h.text, ";")
		} else if value == "" {
			gone[strings.ToLower(name)] = true
			continue
		}
		if !ok || !isToken(name) {
			return c.fail(h.from, h.to, "this is no header", "write -H 'Name: value'")
		}
		gone[strings.ToLower(name)] = true
		given = append(given, runtime.Pair{Name: name, Value: value})
	}
	for _, h := range c.ownHeaders() {
		if h.Value != "" && !gone[strings.ToLower(h.Name)] {
			q.Header = append(q.Header, h)
		}
	}
	q.Header = append(q.Header, given...)
	return nil
}

// ownHeaders are the headers that curl makes from its options, in its order; empty ones are not sent.
func (c *curl) ownHeaders() runtime.Pairs {
	own := runtime.Pairs{{Name: "User-Agent", Value: c.agent}, {Name: "Accept", Value: "*/*"}, {Name: "Referer", Value: c.referer}, {Name: "Cookie", Value: strings.Join(c.cookies, "; ")}}
	if c.user != "" {
		own = append(runtime.Pairs{{Name: "Authorization", Value: "Basic " + base64.StdEncoding.EncodeToString([]byte(c.user))}}, own...)
	}
	switch {
	case c.json != nil:
		own[len(own)-3].Value = "application/json"
		own = append(own, runtime.Pair{Name: "Content-Type", Value: "application/json"})
	case c.hasData && !c.get:
		own = append(own, runtime.Pair{Name: "Content-Type", Value: "application/x-www-form-urlencoded"})
	}
	return own
}
