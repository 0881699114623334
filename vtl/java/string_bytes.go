package java

import "strings"

// encoding turns a text into bytes of a character set.
type encoding func(s string) []byte

// encodings are the character sets every Java has, by their names and the aliases of Java 17 in upper case.
var encodings = func() map[string]encoding {
	all := map[string]encoding{}
	add := func(e encoding, names string) {
		for _, n := range strings.Fields(names) {
			all[n] = e
		}
	}
	add(encodeUTF8, "UTF-8 UTF8 UNICODE-1-1-UTF-8")
	add(encodeUpTo(0x7F), "US-ASCII ASCII ISO646-US ISO_646.IRV:1991 ASCII7 646 CP367 ISO-IR-6 US CSASCII IBM367 DEFAULT ANSI_X3.4-1968 ANSI_X3.4-1986")
	add(encodeUpTo(0xFF), "ISO-8859-1 ISO8859_1 LATIN1 L1 ISO_8859-1 ISO8859-1 ISO_8859-1:1987 ISO_8859_1 819 IBM-819 IBM819 CP819 ISO-IR-100 8859_1 CSISOLATIN1")
	add(encodeMarkedUTF16, "UTF-16 UTF_16 UTF16 UNICODE UNICODEBIG")
	add(func(s string) []byte { return encodeUTF16(s, false) }, "UTF-16BE UTF_16BE ISO-10646-UCS-2 X-UTF-16BE UNICODEBIGUNMARKED")
	add(func(s string) []byte { return encodeUTF16(s, true) }, "UTF-16LE UTF_16LE X-UTF-16LE UNICODELITTLEUNMARKED")
	return all
}()

// stringGetBytes is String#getBytes() with the default character set, UTF-8.
func stringGetBytes(m *Meter, self Value, _ []Value) (Value, error) {
	s := textOf(self)
	m.Bytes(bytesOfElement * len(s))
	return byteArray(encodeUTF8(s)), nil
}

// stringGetBytesNamed is String#getBytes(String) for the character sets of encodings. Other sets that Java knows are
// not implemented.
func stringGetBytesNamed(m *Meter, self Value, args []Value) (Value, error) {
	name, err := textArg(m, args[0])
	if err != nil {
		return nil, err
	}
	e := encodings[strings.ToUpper(name)]
	if e == nil {
		return nil, Throw("java.io.UnsupportedEncodingException", name)
	}
	s := textOf(self)
	m.Bytes(2*bytesOfElement*len(s) + 2*bytesOfElement)
	return byteArray(e(s)), nil
}

// byteArray returns a byte[] of b.
func byteArray(b []byte) *Array {
	elems := make([]Value, len(b))
	for i, c := range b {
		elems[i] = Byte(int8(c))
	}
	return NewArray(primByte, elems)
}

// encodeUTF8 returns s with a question mark for each surrogate that stands alone.
func encodeUTF8(s string) []byte {
	b := []byte(s)
	if !hasHalves(s) {
		return b
	}
	out := b[:0]
	for i := 0; i < len(s); {
		r, size := decodeRune(s[i:])
		if r >= highStart && r <= lowEnd {
			out = append(out, '?')
		} else {
			out = append(out, s[i:i+size]...)
		}
		i += size
	}
	return out
}

// encodeUpTo returns the encoding of one byte for each code point up to last, and a question mark for others.
func encodeUpTo(last rune) encoding {
	return func(s string) []byte {
		out := make([]byte, 0, len(s))
		for _, r := range runesOf(s) {
			if r > last {
				r = '?'
			}
			out = append(out, byte(r))
		}
		return out
	}
}

// encodeMarkedUTF16 returns the UTF-16 units of s as bytes behind a byte order mark; nothing for an empty text.
func encodeMarkedUTF16(s string) []byte {
	if s == "" {
		return nil
	}
	return append([]byte{0xFE, 0xFF}, encodeUTF16(s, false)...)
}

// encodeUTF16 returns the UTF-16 units of s as bytes. A surrogate that stands alone becomes U+FFFD.
func encodeUTF16(s string, little bool) []byte {
	out := make([]byte, 0, 2*len(s)+2)
	for _, r := range runesOf(s) {
		if r >= highStart && r <= lowEnd {
			r = '\uFFFD'
		}
		for _, u := range ToUTF16(string(r)) {
			if little {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
	}
	return out
}
