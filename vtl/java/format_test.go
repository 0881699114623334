package java

import "testing"

// TestFormat has an example of each conversion. The results are Java's.
func TestFormat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		format string
		args   []Value
		want   string
	}{
		{"%5s|%-5s|%.3s|%S", []Value{String("ab"), String("cd"), String("abcdef"), String("straße")}, "   ab|cd   |abc|STRASSE"},
		{"%05d|%,d|%(d|%+d|% d", []Value{Int(42), Int(1234567), Int(-5), Int(5), Int(5)}, "00042|1,234,567|(5)|+5| 5"},
		{"%x|%X|%o|%#x|%x", []Value{Int(255), Int(255), Int(8), Int(255), Int(-1)}, "ff|FF|10|0xff|ffffffff"},
		{"%e|%.2f|%g|%a", []Value{Double(12345.678), Double(1.005), Double(0.00012), Double(1)}, "1.234568e+04|1.01|0.000120000|0x1.0p0"},
		{"%(,.2f", []Value{Double(-1234.5)}, "(1,234.50)"},
		{"%c|%b|%h|%%|%n", []Value{Char('x'), Bool(true), String("hi")}, "x|true|d01|%|\n"},
		{"%2$s %1$s %<s %s", []Value{String("a"), String("b")}, "b a a a"},
		{"%tF %<tT %<tB %<tA %<tp %<tQ", []Value{Long(1234567890123)}, "2009-02-13 23:31:30 February Friday pm 1234567890123"},
		{"%s %d %f %c %b %h %tY", []Value{nil, nil, nil, nil, nil, nil, nil}, "null null null null false null null"},
		{"no specifiers", []Value{}, "no specifiers"},
		{"%s %s", nil, "null null"},
	} {
		if got, err := Format(nil, c.format, c.args); err != nil || got != c.want {
			t.Errorf("format(%q) = %q, %v; want %q", c.format, got, err, c.want)
		}
	}
}

// TestFormatErrors has an example of each exception. The messages are Java's.
func TestFormatErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		format string
		arg    Value
		want   string
	}{
		{"%", Int(1), "java.util.UnknownFormatConversionException: Conversion = '%'"},
		{"%i", Int(1), "java.util.UnknownFormatConversionException: Conversion = 'i'"},
		{"%tq", Long(1), "java.util.UnknownFormatConversionException: Conversion = 'tq'"},
		{"%2$s", Int(1), "java.util.MissingFormatArgumentException: Format specifier '%2$s'"},
		{"%<s", Int(1), "java.util.MissingFormatArgumentException: Format specifier '%<s'"},
		{"%0$s", Int(1), "java.util.IllegalFormatArgumentIndexException: Illegal format argument index = 0"},
		{"%d", String("x"), "java.util.IllegalFormatConversionException: d != java.lang.String"},
		{"%f", Int(1), "java.util.IllegalFormatConversionException: f != java.lang.Integer"},
		{"%c", Long(1), "java.util.IllegalFormatConversionException: c != java.lang.Long"},
		{"%c", Int(-1), "java.util.IllegalFormatCodePointException: Code point = 0xffffffff"},
		{"%tY", Int(1), "java.util.IllegalFormatConversionException: Y != java.lang.Integer"},
		{"%#d", Int(1), "java.util.FormatFlagsConversionMismatchException: Conversion = d, Flags = #"},
		{"%-d", Int(1), "java.util.MissingFormatWidthException: %-d"},
		{"%.2d", Int(1), "java.util.IllegalFormatPrecisionException: 2"},
		{"%5n", Int(1), "java.util.IllegalFormatWidthException: 5"},
		{"%+ d", Int(1), "java.util.IllegalFormatFlagsException: Flags = '+ '"},
		{"%--5d", Int(1), "java.util.DuplicateFormatFlagsException: Flags = '-'"},
		{"%99999999999d", Int(1), "java.util.IllegalFormatWidthException: -2147483648"},
	} {
		if got, err := Format(nil, c.format, []Value{c.arg}); err == nil || err.Error() != c.want {
			t.Errorf("format(%q) = %q, %v; want %s", c.format, got, err, c.want)
		}
	}
}

// FuzzFormat checks that no format crashes.
func FuzzFormat(f *testing.F) {
	for _, s := range []string{"%s", "%-10.3f|%,d", "%1$tF %<tT", "%08x", "%%%n", "%a%e%g", "%(,.2f"} {
		f.Add(s)
	}
	args := []Value{Double(1234.5), Int(-7), Long(1234567890123), String("x😀"), nil}
	f.Fuzz(func(t *testing.T, format string) {
		m := NewMeter(t.Context(), DefaultLimits())
		_ = Guard(func() {
			for i := range args {
				_, _ = Format(m, CleanText(format, true), args[i:])
			}
		})
	})
}
