package runtime

import (
	"strconv"
	"strings"

	"github.com/vtlkit/vtl/vtl/java"
)

// RequestOverride is what a request template sets in $context.requestOverride: values that replace mapped
// parameters of the integration request. A list is one value, its elements joined by commas.
// Source: AWS-TEMPLATES.md section 6.
type RequestOverride struct {
	Header, Path, Query Pairs
}

// ResponseOverride is what a template sets in $context.responseOverride: headers and the status of the method
// response.
type ResponseOverride struct {
	Header Pairs
	// Status is 100 to 599, or 0 when none was set or the value set is none.
	Status int
}

// overrideFault is an override that cannot be used as it was set.
type overrideFault struct {
	name string // as a reference: "$context.responseOverride.status"
	why  string
	// fatal marks one that fails the call; the others are ignored, as the service does.
	fatal bool
}

// overrideReader reads overrides out of $context.
type overrideReader struct {
	m      *java.Meter
	faults []overrideFault
}

// request reads $context.requestOverride.
func (r *overrideReader) request(context *java.Map) RequestOverride {
	o := r.object(context, "requestOverride")
	return RequestOverride{
		Header: r.pairs(o, "requestOverride", "header", true),
		Path:   r.pairs(o, "requestOverride", "path", false),
		Query:  r.pairs(o, "requestOverride", "querystring", false),
	}
}

// response reads $context.responseOverride.
func (r *overrideReader) response(context *java.Map) ResponseOverride {
	o := r.object(context, "responseOverride")
	return ResponseOverride{
		Header: r.pairs(o, "responseOverride", "header", true),
		Status: r.status(o),
	}
}

// object returns the member of context called name when it is a map, else nil.
func (r *overrideReader) object(context *java.Map, name string) *java.Map {
	v, ok := context.GetString(name)
	mp, isMap := v.(*java.Map)
	if ok && !isMap {
		r.fault("$context."+name, "is no map any more, so nothing is overridden", false)
	}
	return mp
}

// pairs reads the overrides of one kind. Headers must be fit to stand in a header: names tokens, values
// without control characters; one that is not fails the call, since it could split a header in two.
func (r *overrideReader) pairs(o *java.Map, owner, kind string, header bool) Pairs {
	if o == nil {
		return nil
	}
	v, _ := o.GetString(kind)
	if v == nil {
		return nil
	}
	mp, ok := v.(*java.Map)
	if !ok {
		r.fault("$context."+owner+"."+kind, "is no map any more, so nothing is overridden", false)
		return nil
	}
	var out Pairs
	mp.Each(func(k, x java.Value) bool {
		if x == nil {
			return true
		}
		p := Pair{textOut(java.ToString(r.m, k)), textOut(r.value(x))}
		ref := "$context." + owner + "." + kind + "." + p.Name
		switch {
		case header && !isToken(p.Name):
			r.fault(ref, "is no name for a header", true)
		case header && hasControl(p.Value):
			r.fault(ref, "has a control character in its value, which no header can hold", true)
		default:
			out = append(out, p)
		}
		return true
	})
	return out
}

// value returns the text of an override: a list's elements joined by commas.
func (r *overrideReader) value(v java.Value) string {
	l, ok := v.(*java.List)
	if !ok {
		return java.ToString(r.m, v)
	}
	var b strings.Builder
	for i := range l.Len() {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(java.ToString(r.m, l.At(i)))
	}
	return b.String()
}

// status reads $context.responseOverride.status: an integer from 100 to 599. Anything else is ignored.
func (r *overrideReader) status(o *java.Map) int {
	if o == nil {
		return 0
	}
	v, _ := o.GetString("status")
	var n int64
	switch v := v.(type) {
	case nil:
		return 0
	case java.Int:
		n = int64(v)
	case java.Long:
		n = int64(v)
	default:
		r.fault("$context.responseOverride.status", "is "+strconv.Quote(clip(java.ToString(r.m, v)))+", which is no integer, and is ignored", false)
		return 0
	}
	if n < 100 || n > 599 {
		r.fault("$context.responseOverride.status", "is "+strconv.FormatInt(n, 10)+", not from 100 to 599, and is ignored", false)
		return 0
	}
	return int(n)
}

// fault notes what is wrong with an override.
func (r *overrideReader) fault(name, why string, fatal bool) {
	r.faults = append(r.faults, overrideFault{name, why, fatal})
}

// clip shortens a text for a message.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}

// isToken tells whether s is a token of HTTP: a header name.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= ' ' || c >= 0x7F || strings.IndexByte(`"(),/:;<=>?@[\]{}`, c) >= 0 {
			return false
		}
	}
	return s != ""
}

// hasControl tells whether s holds a control character other than a tab.
func hasControl(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\t' || c == 0x7F {
			return true
		}
	}
	return false
}
