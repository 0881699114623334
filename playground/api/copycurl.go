package api

import (
	"strings"

	"github.com/vtlkit/vtl/runtime"
)

// copyCurl writes the request as a curl command for a POSIX shell. A request template's own place, the gateway, is
// where the request goes: to the host it names, else to a local one.
func copyCurl(c *copying) Copied {
	r := c.Run.Request
	args := []string{"curl"}
	pipe := ""
	hasBody := r.Body != ""
	if m := c.method(); m == "HEAD" && !hasBody {
		args = append(args, "--head")
	} else if m != "GET" && !(m == "POST" && hasBody) || m == "GET" && hasBody {
		args = append(args, "-X "+shellQuote(m))
	}
	args[len(args)-1] += " " + shellQuote(c.address())
	for _, h := range r.Headers {
		switch {
		case strings.EqualFold(h[0], "Host"):
		case h[1] == "":
			args = append(args, "-H "+shellQuote(h[0]+";"))
		default:
			args = append(args, "-H "+shellQuote(h[0]+": "+h[1]))
		}
	}
	if hasBody && headerValue(r.Headers, "Content-Type") == "" {
		args = append(args, "-H 'Content-Type:'") // curl would make one up
	}
	switch {
	case hasBody && r.Base64:
		pipe = "printf %s " + shellQuote(r.Body) + " | base64 -d | "
		args = append(args, "--data-binary @-")
	case hasBody:
		args = append(args, "--data-raw "+shellQuote(r.Body))
	}
	return Copied{Text: pipe + strings.Join(args, " \\\n  ") + "\n", FileName: c.stem() + ".sh"}
}

// localHost is called where a request names no host.
const localHost = "localhost:8080"

// address returns the address of the request. A request to the service itself has the stage in front of its path.
func (c *copying) address() string {
	r := c.Run.Request
	host := cmpOr(headerValue(r.Headers, "Host"), localHost)
	scheme := "https://"
	if strings.HasPrefix(host, "localhost") || strings.HasPrefix(host, "127.") {
		scheme = "http://"
	}
	path := (&runtime.Request{Path: r.Path, ResourcePath: r.ResourcePath, PathParams: r.PathParams}).SentPath()
	if stage, ok := r.Context["stage"].(string); ok && strings.Contains(host, ".execute-api.") {
		path = "/" + stage + path
	}
	return scheme + host + path + queryText(r.Query)
}

// queryText returns parameters as the query of an address, with its question mark.
func queryText(query []Pair) string {
	var b strings.Builder
	for i, p := range query {
		b.WriteByte("?&"[min(i, 1)])
		b.WriteString(percentEncoded(p[0]) + "=" + percentEncoded(p[1]))
	}
	return b.String()
}

// percentEncoded encodes all but the characters that never need it in an address.
func percentEncoded(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// shellQuote returns s as one word of a POSIX shell, in single quotes unless it needs none. Control characters other
// than line ends and tabs are written as escapes of $'..', which bash, zsh and ksh know.
func shellQuote(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/:@%+,") == "" {
		return s
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }) {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	var b strings.Builder
	b.WriteString("$'")
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\'' || c == '\\':
			b.Write([]byte{'\\', c})
		case c < ' ' || c == 0x7f:
			b.Write([]byte{'\\', '0' + c>>6, '0' + c>>3&7, '0' + c&7})
		default:
			b.WriteByte(c)
		}
	}
	return b.String() + "'"
}
