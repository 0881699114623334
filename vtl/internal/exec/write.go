package exec

import (
	"unicode/utf8"

	"github.com/vtlkit/vtl/vtl/java"
)

// write appends text to the output.
func (r *run) write(s string) {
	at := len(r.out)
	if len(s) > r.room-at {
		r.full(at)
	}
	r.out = append(r.out, s...)
	if s != "" && s[0] == firstHalfByte {
		r.joinAt(at)
	}
}

// print appends v.toString() to the output; v must not be nil. It returns false when the run unwinds.
func (r *run) print(v java.Value) bool {
	if s, ok := v.(java.String); ok {
		r.write(string(s))
		return true
	}
	at := len(r.out)
	r.out = v.AppendString(r.m, r.out)
	if len(r.out) > r.room {
		r.full(at)
	}
	if len(r.out) > at && r.out[at] == firstHalfByte {
		r.joinAt(at)
	}
	return r.unwind == nil
}

// full stops the run because its output, cut back to size, has no room for more.
func (r *run) full(size int) {
	r.out = r.out[:size]
	if r.captures > 0 {
		r.m.Exceeded("value bytes", r.m.Limits.Bytes, "bytes")
	}
	r.m.Exceeded("output bytes", r.m.Limits.Output, "bytes")
}

// firstHalfByte is the first byte of both kinds of surrogate half in the string form of package java.
const firstHalfByte = 0xED

// halfLen is the length of a surrogate half in that form.
const halfLen = 3

// joinAt makes one character of the surrogate halves before and behind offset at, if they are a pair.
func (r *run) joinAt(at int) {
	if at-halfLen < r.base || len(r.out) < at+halfLen {
		return
	}
	high, low := half(r.out[at-halfLen:at]), half(r.out[at:at+halfLen])
	if high < 0xD800 || high > 0xDBFF || low < 0xDC00 || low > 0xDFFF {
		return
	}
	rest := r.out[at+halfLen:]
	joined := utf8.AppendRune(r.out[:at-halfLen], (high-0xD800)<<10+(low-0xDC00)+0x10000)
	r.out = append(joined, rest...)
}

// half decodes three bytes as a surrogate half; 0 for anything else.
func half(b []byte) rune {
	if b[0] != firstHalfByte || b[1] < 0xA0 {
		return 0
	}
	return 0xD000 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F)
}

// capturing runs f with an empty output of its own and returns what f wrote. ok is false when the run unwinds.
func (r *run) capturing(f func(r *run) bool) (s java.String, ok bool) {
	out, base, room := r.out, r.base, r.room
	if r.captures == 0 {
		r.output = out
	}
	r.out, r.base = r.takeScratch(), 0
	r.room = r.scratchRoom()
	r.captures++
	var text []java.Origin
	if r.tr != nil {
		text, r.tr.text = r.tr.text, nil
		r.tr.strings++
	}
	ok = f(r)
	if ok {
		r.m.Bytes(len(r.out))
		s = java.String(r.out)
	}
	if r.tr != nil {
		r.tr.from, r.tr.text = r.tr.text, text
		r.tr.strings--
	}
	r.captures--
	r.scratch = append(r.scratch, r.out[:0])
	r.out, r.base, r.room = out, base, room
	return s, ok
}

// takeScratch returns an empty buffer for text that is not output.
func (r *run) takeScratch() []byte {
	if n := len(r.scratch); n > 0 {
		b := r.scratch[n-1]
		r.scratch = r.scratch[:n-1]
		return b
	}
	return make([]byte, 0, scratchSize)
}

// scratchSize is the first size of a scratch buffer.
const scratchSize = 256

// scratchRoom returns how long text that is not output may become: what is left of the value bytes.
func (r *run) scratchRoom() int {
	if r.m.Limits.Bytes <= 0 {
		return maxInt
	}
	_, used := r.m.Used()
	return int(min(max(0, r.m.Limits.Bytes-used), int64(maxInt)))
}

// maxInt is the largest int.
const maxInt = int(^uint(0) >> 1)
