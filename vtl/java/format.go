package java

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Format is java.util.Formatter's format(format, args) in the locale en and the time zone UTC. A nil args is Java's
// null array, which has null for every argument. The error is the
// exception Java throws: UnknownFormatConversionException, MissingFormatArgumentException and so on. A width or
// precision is charged to m before anything is filled up.
func Format(m *Meter, format string, args []Value) (string, error) {
	m.Step(1 + len(format)>>4)
	m.Bytes(bytesOfSpec * strings.Count(format, "%"))
	specs, err := parseFormat(format)
	if err != nil {
		return "", err
	}
	f := &formatter{m: m, args: args, last: -1, ordinary: -1}
	for i := range specs {
		m.Step(4)
		if err := f.print(&specs[i]); err != nil {
			return "", err
		}
	}
	return string(JoinHalves(f.dst)), nil
}

// bytesOfSpec is what a specifier is charged, with the text in front of it.
const bytesOfSpec = 32

// formatter is the state of one call of Format.
type formatter struct {
	m        *Meter
	args     []Value
	last     int // the argument used last, which %< means
	ordinary int // the argument the last specifier without an index used
	dst      []byte
}

// The places where a specifier takes its argument from, besides a positive index.
const (
	indexOrdinary = 0
	indexPrevious = -1
	indexNone     = -2
)

// formatSpec is one format specifier, or the text between two.
type formatSpec struct {
	text      string // of a piece of text; conv is 0 then
	index     int
	flags     formatFlags
	width     int // -1 for none
	precision int // -1 for none
	date      bool
	conv      byte // in lower case unless date
}

// formatFlags is a set of flags, with Java's values.
type formatFlags uint16

// The flags, in the order in which Java prints them.
const (
	formatLeft formatFlags = 1 << iota
	formatUpper
	formatAlternate
	formatPlus
	formatSpace
	formatZero
	formatGroup
	formatParens
	formatPrevious
)

// formatFlagSigns are the characters of the flags in order.
const formatFlagSigns = "-^#+ 0,(<"

// String returns the flags as Java's exceptions show them.
func (f formatFlags) String() string {
	var b []byte
	for i := range len(formatFlagSigns) {
		if f>>i&1 != 0 {
			b = append(b, formatFlagSigns[i])
		}
	}
	return string(b)
}

// has tells whether all flags of g are set.
func (f formatFlags) has(g formatFlags) bool { return f&g == g }

// String returns the specifier as Java's exceptions show it.
func (s *formatSpec) String() string {
	b := "%" + (s.flags &^ formatUpper).String()
	if s.index > 0 {
		b += strconv.Itoa(s.index) + "$"
	}
	if s.width != -1 {
		b += strconv.Itoa(s.width)
	}
	if s.precision != -1 {
		b += "." + strconv.Itoa(s.precision)
	}
	conv := string(rune(s.conv))
	if s.date {
		b += "t"
	}
	if s.flags.has(formatUpper) {
		return b[:len(b)-b2i(s.date)] + strings.ToUpper(b[len(b)-b2i(s.date):]+conv)
	}
	return b + conv
}

// parseFormat splits a format into texts and specifiers, and checks each specifier.
func parseFormat(format string) ([]formatSpec, error) {
	var specs []formatSpec
	for format != "" {
		i := strings.IndexByte(format, '%')
		if i != 0 {
			if i < 0 {
				i = len(format)
			}
			specs = append(specs, formatSpec{text: format[:i], index: indexNone})
			format = format[i:]
			continue
		}
		spec, size, err := parseSpec(format[1:])
		if err != nil {
			return nil, err
		}
		specs = append(specs, spec)
		format = format[1+size:]
	}
	return specs, nil
}

// parseSpec reads a specifier behind its percent sign and returns its length.
func parseSpec(s string) (spec formatSpec, size int, err error) {
	if s == "" {
		return spec, 0, unknownConversion("%")
	}
	spec.width, spec.precision = -1, -1
	if isConversion(s[0]) {
		spec.convert(s[0])
		return spec, 1, nil
	}
	rest := s
	index, rest := cutIndex(rest)
	flags, rest := cutWhile(rest, func(c byte) bool { return c != '^' && strings.IndexByte(formatFlagSigns, c) >= 0 })
	width, rest := cutWhile(rest, isDigitByte)
	precision, rest := cutPrecision(rest)
	if len(rest) > 1 && (rest[0] == 't' || rest[0] == 'T') && isConversionLetter(rest[1]) {
		spec.date = true
		if rest[0] == 'T' {
			spec.flags |= formatUpper
		}
		rest = rest[1:]
	}
	if rest == "" || !isConversionLetter(rest[0]) {
		r, _ := decodeRune(s)
		return spec, 0, unknownConversion(string(appendRune(nil, firstUnit(r))))
	}
	if err = spec.fill(index, flags, width, precision); err != nil {
		return spec, 0, err
	}
	err = spec.finish(rest[0])
	return spec, len(s) - len(rest) + 1, err
}

// firstUnit returns r, or the high surrogate of a supplementary code point.
func firstUnit(r rune) rune {
	if r >= firstSupplemental {
		return rune(highHalf(r))
	}
	return r
}

// isConversionLetter tells whether c can end a specifier.
func isConversionLetter(c byte) bool { return isLetterRune(rune(c)) || c == '%' }

// isDigitByte tells whether c is an ASCII digit.
func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }

// cutWhile splits s where the first byte does not fit.
func cutWhile(s string, fits func(byte) bool) (head, rest string) {
	i := 0
	for i < len(s) && fits(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

// cutIndex splits an argument index such as "2$" off s, and returns its digits.
func cutIndex(s string) (digits, rest string) {
	if digits, rest = cutWhile(s, isDigitByte); digits != "" && strings.HasPrefix(rest, "$") {
		return digits, rest[1:]
	}
	return "", s
}

// cutPrecision splits a precision such as ".3" off s, and returns its digits.
func cutPrecision(s string) (digits, rest string) {
	if strings.HasPrefix(s, ".") {
		if digits, rest = cutWhile(s[1:], isDigitByte); digits != "" {
			return digits, rest
		}
	}
	return "", s
}

// fill sets what the parts of a specifier mean.
func (s *formatSpec) fill(index, flags, width, precision string) error {
	if index != "" {
		n, ok := formatNumber(index)
		switch {
		case !ok:
			return Throw("java.util.IllegalFormatArgumentIndexException", "Format argument index: (not representable as int)")
		case n == 0:
			return Throw("java.util.IllegalFormatArgumentIndexException", "Illegal format argument index = 0")
		}
		s.index = n
	}
	for i := range len(flags) {
		flag := formatFlags(1) << strings.IndexByte(formatFlagSigns, flags[i])
		if s.flags.has(flag) {
			return Throw("java.util.DuplicateFormatFlagsException", "Flags = '"+flag.String()+"'")
		}
		s.flags |= flag
	}
	if s.flags.has(formatPrevious) {
		s.index = indexPrevious
	}
	var ok bool
	if width != "" {
		if s.width, ok = formatNumber(width); !ok {
			return Throw("java.util.IllegalFormatWidthException", strconv.Itoa(math.MinInt32))
		}
	}
	if precision != "" {
		if s.precision, ok = formatNumber(precision); !ok {
			return Throw("java.util.IllegalFormatPrecisionException", strconv.Itoa(math.MinInt32))
		}
	}
	return nil
}

// formatNumber returns the int written in decimal digits; ok is false where it does not fit.
func formatNumber(digits string) (n int, ok bool) {
	v, err := strconv.ParseInt(digits, 10, 32)
	return int(v), err == nil
}

// isConversion tells whether c is a conversion by itself.
func isConversion(c byte) bool { return strings.IndexByte("%ABCEGHSXabcdefghnosx", c) >= 0 }

// convert sets the conversion.
func (s *formatSpec) convert(c byte) {
	s.conv = c
	if c >= 'A' && c <= 'Z' && !s.date {
		s.flags |= formatUpper
		s.conv = c - 'A' + 'a'
	}
	if c == '%' || c == 'n' && !s.date {
		s.index = indexNone
	}
}

// print appends the output of a specifier.
func (f *formatter) print(s *formatSpec) error {
	if s.conv == 0 {
		f.m.Bytes(len(s.text))
		f.dst = append(f.dst, s.text...)
		return nil
	}
	arg, err := f.argument(s)
	if err != nil {
		return err
	}
	if s.date {
		return f.printDate(s, arg)
	}
	switch s.conv {
	case 'd', 'o', 'x':
		return f.printInteger(s, arg)
	case 'a', 'e', 'f', 'g':
		return f.printFloat(s, arg)
	case 'c':
		return f.printCharacter(s, arg)
	case 'b':
		f.printText(s, formatBoolean(arg))
	case 's':
		if s.flags.has(formatAlternate) {
			return s.mismatch(formatAlternate)
		}
		f.printText(s, ToString(f.m, arg))
	case 'h':
		f.printText(s, f.hash(arg))
	case 'n':
		f.dst = append(f.dst, '\n')
	case '%':
		f.printText(s, "%")
	}
	return nil
}

// argument returns the argument a specifier is for.
func (f *formatter) argument(s *formatSpec) (Value, error) {
	switch s.index {
	case indexNone:
		return nil, nil
	case indexPrevious:
	case indexOrdinary:
		f.ordinary++
		f.last = f.ordinary
	default:
		f.last = s.index - 1
	}
	if f.args == nil && f.last >= 0 {
		return nil, nil
	}
	if f.last < 0 || f.last >= len(f.args) {
		return nil, Throw("java.util.MissingFormatArgumentException", "Format specifier '"+s.String()+"'")
	}
	return f.args[f.last], nil
}

// formatBoolean returns what %b shows: only false and null are false.
func formatBoolean(arg Value) string {
	if b, ok := arg.(Bool); ok {
		return strconv.FormatBool(bool(b))
	}
	return strconv.FormatBool(arg != nil)
}

// hash returns what %h shows.
func (f *formatter) hash(arg Value) string {
	if arg == nil {
		return "null"
	}
	return strconv.FormatUint(uint64(uint32(arg.HashCode(f.m))), 16)
}

// printText appends a text under precision, upper case and width.
func (f *formatter) printText(s *formatSpec, text string) {
	f.m.Step(len(text) >> 4)
	if s.precision != -1 && s.precision < len(text) && s.precision < utf16Len(text) {
		text = utf16Slice(text, 0, s.precision)
	}
	if s.flags.has(formatUpper) {
		f.m.Bytes(3 * len(text))
		text = upperCase(text)
	}
	f.justify(s, text)
}

// justify appends a text filled up to the width.
func (f *formatter) justify(s *formatSpec, text string) {
	fill := 0
	if s.width > 0 {
		fill = max(0, s.width-utf16Len(text))
	}
	f.m.Bytes(len(text) + fill)
	room := cap(f.dst)
	defer func() { f.m.Grown(room, f.dst) }()
	if s.flags.has(formatLeft) {
		f.dst = append(f.dst, text...)
		f.dst = appendFill(f.dst, ' ', fill)
	} else {
		f.dst = appendFill(f.dst, ' ', fill)
		f.dst = append(f.dst, text...)
	}
}

// appendFill appends c n times, not at all when n is negative.
func appendFill(dst []byte, c byte, n int) []byte {
	if n > 0 {
		dst = slices.Grow(dst, n)
	}
	for ; n > 0; n-- {
		dst = append(dst, c)
	}
	return dst
}

// printCharacter prints %c.
func (f *formatter) printCharacter(s *formatSpec, arg Value) error {
	switch v := arg.(type) {
	case nil:
		f.printText(s, "null")
	case Char:
		f.printText(s, string(appendRune(nil, rune(v))))
	case Byte, Short, Int:
		r := argInt(v)
		if !isCodePoint(r) {
			return Throw("java.util.IllegalFormatCodePointException", "Code point = 0x"+strconv.FormatUint(uint64(uint32(r)), 16))
		}
		f.printText(s, string(appendRune(nil, r)))
	default:
		return s.failure(arg)
	}
	return nil
}
