package gateway

import (
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/vtlkit/vtl/runtime"
)

// signature is what a request says about its signature, in headers or in its query.
type signature struct {
	accessKey, day, region, service string // the scope
	signed                          []string
	value                           string // 64 hexadecimal digits
	date                            time.Time
	stamp                           string // date as it is signed: 20150830T123600Z
	expires                         time.Duration
	token                           string
	query                           bool // it stands in the query
}

// Words of Signature Version 4. Source: AWS general reference.
const (
	sigAlgorithm = "AWS4-HMAC-SHA256"
	sigStamp     = "20060102T150405Z"
	sigService   = "execute-api"
	sigEnd       = "aws4_request"
)

// Times of signatures: how far clocks may be apart, and how long one in a query may be good for at most.
const (
	sigSkew       = 5 * time.Minute
	sigMaxExpires = 7 * 24 * time.Hour
)

// readSignature returns the signature of a request. A request without one misses its authentication token; one that
// is incomplete is named so.
func readSignature(x *Exchange) (*signature, error) {
	header, ok := x.Received.Header.GetFold("Authorization")
	switch {
	case ok && strings.HasPrefix(header, sigAlgorithm):
		if len(allFold(x.Received.Header, "Authorization")) > 1 {
			return nil, incompleteSignature("there are several Authorization headers.")
		}
		return readSignatureHeader(x, header)
	case first(x.Query, "X-Amz-Algorithm") == sigAlgorithm:
		return readSignatureQuery(x)
	case ok && strings.TrimSpace(header) != "":
		return nil, incompleteSignature("Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.")
	}
	return nil, &Failure{Type: MissingAuthenticationToken, Log: "Missing Authentication Token"}
}

// incompleteSignature returns the failure of a signature that lacks something.
func incompleteSignature(message string) *Failure {
	return &Failure{Type: InvalidSignature, ErrorType: "IncompleteSignatureException", Message: message, Log: "Incomplete signature"}
}

// invalidSignature returns the failure of a signature that is complete and wrong; message "" is the default one.
func invalidSignature(message string) *Failure {
	return &Failure{Type: InvalidSignature, Message: message, Log: "Invalid signature"}
}

// readSignatureHeader reads "AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...".
func readSignatureHeader(x *Exchange, header string) (*signature, error) {
	fields := map[string]string{}
	for _, part := range strings.Split(strings.TrimPrefix(header, sigAlgorithm), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if _, twice := fields[name]; twice {
			return nil, incompleteSignature("Authorization header has '" + name + "' twice.")
		}
		fields[name] = value
	}
	var missing []string
	for _, name := range []string{"Credential", "Signature", "SignedHeaders"} {
		if fields[name] == "" {
			missing = append(missing, "Authorization header requires '"+name+"' parameter.")
		}
	}
	if len(missing) > 0 {
		return nil, incompleteSignature(strings.Join(missing, " "))
	}
	s := &signature{value: fields["Signature"]}
	s.token, _ = x.Received.Header.GetFold("X-Amz-Security-Token")
	stamp, ok := x.Received.Header.GetFold("X-Amz-Date")
	if !ok {
		date, _ := x.Received.Header.GetFold("Date")
		t, err := http.ParseTime(date)
		if err != nil {
			return nil, incompleteSignature("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
		}
		stamp = t.UTC().Format(sigStamp)
	}
	return s, s.complete(fields["Credential"], fields["SignedHeaders"], stamp)
}

// readSignatureQuery reads a signature in the query, as presigned URLs have it.
func readSignatureQuery(x *Exchange) (*signature, error) {
	s := &signature{query: true}
	for _, name := range []string{"X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature"} {
		switch len(x.Query.All(name)) {
		case 1:
		case 0:
			return nil, incompleteSignature("AWS query-string parameters must include '" + name + "'. Re-examine the query-string parameters.")
		default:
			return nil, incompleteSignature("AWS query-string parameters have '" + name + "' twice.")
		}
	}
	s.value, s.token = first(x.Query, "X-Amz-Signature"), first(x.Query, "X-Amz-Security-Token")
	s.expires = sigSkew
	if text, ok := x.Query.Get("X-Amz-Expires"); ok {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || time.Duration(n)*time.Second > sigMaxExpires {
			return nil, incompleteSignature("X-Amz-Expires must be a number of seconds from 1 to 604800.")
		}
		s.expires = time.Duration(n) * time.Second
	}
	return s, s.complete(first(x.Query, "X-Amz-Credential"), first(x.Query, "X-Amz-SignedHeaders"), first(x.Query, "X-Amz-Date"))
}

// complete reads the scope, the names of the signed headers and the date.
func (s *signature) complete(credential, signed, stamp string) error {
	parts := strings.Split(credential, "/")
	if len(parts) != 5 || parts[4] != sigEnd || parts[0] == "" {
		return incompleteSignature("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.")
	}
	s.accessKey, s.day, s.region, s.service = parts[0], parts[1], parts[2], parts[3]
	var err error
	if s.date, err = time.Parse(sigStamp, stamp); err != nil {
		return incompleteSignature("Date must be in ISO-8601 'basic format', e.g. 20150830T123600Z.")
	}
	s.stamp, s.signed = stamp, strings.Split(signed, ";")
	for i, name := range s.signed {
		if name == "" || name != strings.ToLower(name) || i > 0 && name <= s.signed[i-1] {
			return incompleteSignature("SignedHeaders must be names in lower case, in order, each once.")
		}
	}
	return nil
}

// verify tells whether the request was signed with a key, for this API and not too long ago. Everything is compared
// before the signature is, but nothing about the key is said until it is known to be right.
func (s *signature) verify(x *Exchange, key *IAMKey) error {
	if err := s.checkScope(x); err != nil {
		return err
	}
	if err := s.checkTime(x.Now().UTC()); err != nil {
		return err
	}
	if name := s.unsigned(x); name != "" {
		return invalidSignature("The header or parameter '" + name + "' must be signed.")
	}
	if !sameText(s.token, key.SessionToken) {
		return unknownToken()
	}
	secret := signingKey(key.SecretKey, s.day, s.region, s.service)
	var canonical, toSign string
	for _, path := range signedPaths(x) {
		canonical = s.canonicalRequest(x, path)
		toSign = s.stringToSign(canonical)
		if sameText(s.value, hex.EncodeToString(hmacSHA256(secret, toSign))) {
			return nil
		}
	}
	return invalidSignature(responseKinds[InvalidSignature].message +
		"\n\nThe Canonical String for this request should have been\n'" + canonical +
		"'\n\nThe String-to-Sign should have been\n'" + toSign + "'\n")
}

// checkScope compares the scope with the API.
func (s *signature) checkScope(x *Exchange) error {
	switch {
	case s.region != x.API().Region:
		return invalidSignature("Credential should be scoped to a valid region.")
	case s.service != sigService:
		return invalidSignature("Credential should be scoped to correct service: '" + sigService + "'.")
	case !strings.HasPrefix(s.stamp, s.day+"T"):
		return invalidSignature("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.")
	}
	return nil
}

// checkTime compares the date with the clock.
func (s *signature) checkTime(now time.Time) error {
	lifetime := sigSkew
	if s.query {
		lifetime = s.expires
	}
	switch {
	case s.date.After(now.Add(sigSkew)):
		return invalidSignature("Signature not yet current: " + s.stamp + " is still later than " + now.Add(sigSkew).Format(sigStamp))
	case now.After(s.date.Add(lifetime)):
		return invalidSignature("Signature expired: " + s.stamp + " is now earlier than " + now.Add(-lifetime).Format(sigStamp))
	}
	return nil
}

// unsigned returns a header that must be signed and is not: Host, those of the signature itself, and the one that
// makes the call another than the signed line says; "" when all are.
func (s *signature) unsigned(x *Exchange) string {
	if !slices.Contains(s.signed, "host") {
		return "host"
	}
	for _, h := range x.Received.Header {
		name := strings.ToLower(h.Name)
		if (strings.HasPrefix(name, "x-amz-") || strings.EqualFold(name, methodOverride)) && !slices.Contains(s.signed, name) {
			return name
		}
	}
	for _, name := range s.signed {
		if _, ok := signedHeader(x, name); !ok {
			return name
		}
	}
	return ""
}

// signedPaths returns the paths that the client may have signed: the one sent, and the one without the empty
// segments, which some clients leave out before they sign. Segments "." and ".." are not resolved: what was signed
// must be what is routed.
func signedPaths(x *Exchange) []string {
	path := x.Received.FullPath
	if x.Gateway.opts.NoStagePath {
		path = strings.TrimPrefix(path, "/"+x.Stage.Name)
	}
	paths := []string{path}
	if plain := collapseSlashes(path); plain != path {
		paths = append(paths, plain)
	}
	return paths
}

// collapseSlashes returns a path with each run of slashes made one.
func collapseSlashes(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		if i == 0 || path[i] != '/' || path[i-1] != '/' {
			b.WriteByte(path[i])
		}
	}
	return b.String()
}

// canonicalRequest returns the text that a signature is about. Source: AWS general reference, create a canonical
// request. It is about the request as it was sent: with the method of its line, and its body before any decoding.
func (s *signature) canonicalRequest(x *Exchange, path string) string {
	var b strings.Builder
	b.WriteString(x.Received.methodSent() + "\n")
	b.WriteString(sigEscape(path, true) + "\n")
	b.WriteString(s.canonicalQuery(x.Query) + "\n")
	for _, name := range s.signed {
		value, _ := signedHeader(x, name)
		b.WriteString(name + ":" + value + "\n")
	}
	b.WriteString("\n" + strings.Join(s.signed, ";") + "\n")
	body := x.Body
	if x.Received.SentBody != nil {
		body = x.Received.SentBody
	}
	b.WriteString(hexSHA256(body))
	return b.String()
}

// canonicalQuery returns the parameters sorted by their encoded names, then values, without the signature itself.
func (s *signature) canonicalQuery(q runtime.Pairs) string {
	list := make([]string, 0, len(q))
	for _, p := range q {
		if s.query && p.Name == "X-Amz-Signature" {
			continue
		}
		list = append(list, sigEscape(p.Name, false)+"\x00"+sigEscape(p.Value, false))
	}
	slices.Sort(list) // the zero byte between name and value sorts "a" before "a-b"
	return strings.ReplaceAll(strings.Join(list, "&"), "\x00", "=")
}

// signedHeader returns the values of a header joined by commas, each with runs of spaces made one; ok is false when
// there is none. Host and Content-Length are there even where a server in front took them out of the headers.
func signedHeader(x *Exchange, name string) (value string, ok bool) {
	if name == "host" {
		return x.Received.Host, true
	}
	values := allFold(x.Received.Header, name)
	if name == "content-length" && len(values) == 0 && x.bodyLength >= 0 {
		return strconv.FormatInt(x.bodyLength, 10), true
	}
	for i, v := range values {
		values[i] = strings.Join(strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == '\t' }), " ")
	}
	return strings.Join(values, ","), len(values) > 0
}

// stringToSign returns the text whose HMAC is the signature.
func (s *signature) stringToSign(canonical string) string {
	scope := s.day + "/" + s.region + "/" + s.service + "/" + sigEnd
	return sigAlgorithm + "\n" + s.stamp + "\n" + scope + "\n" + hexSHA256([]byte(canonical))
}

// sigEscape percent-encodes all but letters, digits and -_.~; slashes stay in paths. Paths are encoded as they were
// sent, so a percent sign is encoded again: every service but S3 does so.
func sigEscape(s string, path bool) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-_.~", c) >= 0, path && c == '/':
			b.WriteByte(c)
		default:
			b.WriteString("%" + string(digits[c>>4]) + string(digits[c&15]))
		}
	}
	return b.String()
}
