package requestfile

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/vtlkit/vtl/runtime"
)

// readArchive reads the chosen entry of a HAR file.
func readArchive(d *document) (*call, error) {
	doc, err := d.parseJSON()
	if err != nil {
		return nil, err
	}
	entries := doc.Get("log.entries")
	list := entries.Array()
	wanted := max(d.options.Entry, 1)
	if wanted > len(list) {
		return nil, d.failAt(doc.Get("log"), "there is no entry "+strconv.Itoa(wanted)+" in the archive: it has "+strconv.Itoa(len(list)), "")
	}
	path := "log.entries." + strconv.Itoa(wanted-1) + ".request"
	url := doc.Get(path + ".url")
	if !url.Exists() {
		return nil, d.failAt(entries, "entry "+strconv.Itoa(wanted)+" has no request with a url", "")
	}
	return d.archivedCall(doc.Get(path), url)
}

// archivedCall reads the request of an entry.
func (d *document) archivedCall(r, url gjson.Result) (*call, error) {
	c := &call{target: url.String(), from: url.Index, to: url.Index + len(url.Raw)}
	c.Method = r.Get("method").String()
	for _, h := range r.Get("headers").Array() {
		c.Header = append(c.Header, archivedHeader(h)...)
	}
	data := r.Get("postData")
	text := data.Get("text")
	switch {
	case text.Exists() && data.Get("encoding").String() == "base64":
		body, err := base64.StdEncoding.DecodeString(text.String())
		if err != nil {
			return nil, d.fail(r.Index, r.Index+1, "the body of the entry is no base64: "+err.Error(), "")
		}
		c.Body = body
	case text.String() != "":
		c.Body = []byte(text.String())
	default:
		c.Body = []byte(form(data.Get("params").Array()))
	}
	return c, nil
}

// archivedHeader returns a header of an entry. Those of HTTP/2 that begin with a colon are no headers; one of them is
// what Host was before.
func archivedHeader(h gjson.Result) runtime.Pairs {
	name, value := h.Get("name").String(), h.Get("value").String()
	if name == ":authority" {
		name = "Host"
	}
	if name == "" || strings.HasPrefix(name, ":") {
		return nil
	}
	return runtime.Pairs{{Name: name, Value: value}}
}

// form returns the form that an entry has in parts, encoded.
func form(params []gjson.Result) string {
	parts := make([]string, 0, len(params))
	for _, p := range params {
		parts = append(parts, percentEncode(p.Get("name").String())+"="+percentEncode(p.Get("value").String()))
	}
	return strings.Join(parts, "&")
}
