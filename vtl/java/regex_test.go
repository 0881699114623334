package java

import (
	"slices"
	"strings"
	"testing"
)

// TestReplaceAll has an example of each construct. The results are Java's.
func TestReplaceAll(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ pattern, text, replacement, want string }{
		// Quantifiers.
		{"a++", "aaab", "x", "xb"},
		{"a*+a", "aaab", "x", "aaab"},
		{"a+?", "aaa", "b", "bbb"},
		{"(?:ab){2,3}", "ababababab", "x", "xx"},
		{"a{0}b", "ab", "x", "ax"},
		{"x*", "axb", "-", "-a--b-"},
		// Groups.
		{"(l)(o)", "hello", "$2$1", "helol"},
		{"(?<first>\\w+) (?<last>\\w+)", "Ann Lee", "${last}, ${first}", "Lee, Ann"},
		{"(a)|b", "ab", "[$1]", "[a][]"},
		{"(?>a|ab)c", "abc", "x", "abc"},
		{"(ab)\\1", "abab", "x", "x"},
		{"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)\\11", "abcdefghijkk", "x", "x"},
		{"(a)\\11", "aa1", "x", "x"},
		{"\\2(a)", "a", "x", "a"},
		{"(?<n>.)\\k<n>", "hello", "[${n}]", "he[l]o"},
		// Lookaround.
		{"(?<=l)l", "hello", "_", "hel_o"},
		{"foo(?!bar)", "foobaz foobar", "X", "Xbaz foobar"},
		{"(?<![a-z])\\d", "a1 2", "X", "a1 X"},
		{"(?<=a{1,3})b", "aab b", "X", "aaX b"},
		{"(?<=a+b+)c", "abc", "X", "abc"},
		// Classes.
		{"[a-z&&[^aeiou]]", "hello", "*", "*e**o"},
		{"[a-d[m-p]]", "abcmnoz", "*", "******z"},
		{"[^a-d&&b-z]", "abez", "*", "*b**"},
		{"[a&&[b]&c]", "abc&", "*", "*b**"},
		{"[\\w&&[^_]]+", "a_1", "*", "*_*"},
		{"[]a]", "]a", "*", "**"},
		{"[a-]", "a-b", "*", "**b"},
		{"[\\Qa-z\\E]", "a-mz", "*", "**m*"},
		// Escapes.
		{"\\d", "1\u0661", "#", "#\u0661"},
		{"\\w", "a\u00e9_", "#", "#\u00e9#"},
		{"\\s", "a\u00a0b c", "#", "a\u00a0b#c"},
		{"\\h", "a\u00a0b c", "#", "a#b#c"},
		{"\\R", "a\r\nb\nc\rd\u2028e", "|", "a|b|c|d|e"},
		{"\\v", "a\u0085b", "|", "a|b"},
		{"\\Qa.c\\E", "abca.c", "x", "abcx"},
		{"\\x41\\x{42}\\u0043\\0104\\cE\\e\\t", "ABCD\u0005\u001b\t", "x", "x"},
		{"\\X", "e\u0301a", "x", "xx"},
		// Properties.
		{"\\p{Lu}", "aB\u00c9", "u", "auu"},
		{"\\p{Upper}", "aB\u00c9", "u", "au\u00c9"},
		{"\\P{L}+", "a1 2b", "-", "a-b"},
		{"\\p{Punct}", "a.b$c", "-", "a-b-c"},
		{"\\p{IsGreek}", "a\u03b1", "-", "a-"},
		{"\\p{InGreek}", "a\u03b1", "-", "a-"},
		{"\\p{javaWhitespace}", "a b", "-", "a-b"},
		{"\\pN", "a1", "-", "a-"},
		// Flags.
		{"(?i)HELLO", "Hello h\u00c9llo", "x", "x h\u00c9llo"},
		{"(?i)\u00e9", "\u00c9\u00e9", "x", "\u00c9x"},
		{"(?iu)\u00e9", "\u00c9\u00e9", "x", "xx"},
		{"(?i:h)ello", "Hello HELLO", "x", "x HELLO"},
		{"(?s)a.b", "a\nb", "x", "x"},
		{"a.b", "a\nb a\u2028b a b", "x", "a\nb a\u2028b x"},
		{"(?d)a.b", "a\u2028b a\nb", "x", "x a\nb"},
		{"(?m)^b", "a\nb", "x", "a\nx"},
		{"(?m)$", "a\r\nb", "|", "a|\r\nb|"},
		{"(?x) a b # c\n c", "abc", "x", "x"},
		{"(?U)\\w+", "caf\u00e9 x", "x", "x x"},
		{"(?i)k", "\u212a", "x", "\u212a"},
		{"(?iu)k", "\u212a", "x", "x"},
		{"((?i)a)b", "AbAB", "x", "xAB"},
		// Anchors.
		{"$", "a\n", "|", "a|\n|"},
		{"\\z", "a\n", "|", "a\n|"},
		{"\\Z", "a\r\n", "|", "a|\r\n|"},
		{"^", "a\nb", "|", "|a\nb"},
		{"\\b", "ab \u00e9c", "|", "|ab| |\u00e9c|"},
		{"\\B", "abc", "|", "a|b|c"},
		{"\\Ga", "aaba", "x", "xxba"},
		{"(?m)^$", "\n\na", "|", "|\n|\na"},
		// Supplementary.
		{".", "a\U0001F600b", "-", "---"},
		{"", "a\U0001F600b", "-", "-a-\xed\xa0\xbd-\xed\xb8\x80-b-"},
		{"[^a]", "a\U0001F600b", "-", "a--"},
		{"\\p{Cs}", "a\U0001F600b", "-", "a\U0001F600b"},
		{"\xed\xb8\x80", "a\U0001F600b\xed\xb8\x80", "-", "a\U0001F600b-"},
		{"x*", "\U0001F600", "-", "-\xed\xa0\xbd-\xed\xb8\x80-"},
		{"[\\x{1F600}-\\x{1F64F}]", "a\U0001F600b", "-", "a-b"},
		// Replacements.
		{"l", "hello", "\\$", "he$$o"},
		{"l", "hello", "\\\\", "he\\\\o"},
		{"(l)", "hello", "$12", "hel2l2o"},
		{"l+", "hello", "$0$0", "hellllo"},
	} {
		if got, err := invokeText(nil, c.text, "replaceAll", String(c.pattern), String(c.replacement)); err != nil || got != c.want {
			t.Errorf("%q.replaceAll(%q, %q) = %q, %v; want %q", c.text, c.pattern, c.replacement, got, err, c.want)
		}
	}
}

// TestPatternSyntax has an example of each error. The messages are the first lines of Java's.
func TestPatternSyntax(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ pattern, want string }{
		{"[", "Unclosed character class near index 0"},
		{"(", "Unclosed group near index 1"},
		{")", "Unmatched closing ')'"},
		{"*", "Dangling meta character '*' near index 0"},
		{"a**", "Dangling meta character '*' near index 2"},
		{"{", "Illegal repetition near index 1"},
		{"a{", "Illegal repetition near index 2"},
		{"a{2,1}", "Illegal repetition range near index 5"},
		{"a{99999999999}", "Illegal repetition range near index 11"},
		{"[z-a]", "Illegal character range near index 3"},
		{"[a", "Unclosed character class near index 1"},
		{"\\", "Unexpected internal error near index 1"},
		{"a\\", "Unexpected internal error near index 2"},
		{"\\y", "Illegal/unsupported escape sequence near index 1"},
		{"\\p{Foo}", "Unknown character property name {Foo} near index 6"},
		{"\\p{", "Unclosed character family near index 3"},
		{"\\p{}", "Empty character family near index 3"},
		{"(?<n>a)(?<n>b)", "Named capturing group <n> is already defined near index 11"},
		{"\\k<x>", "named capturing group <x> does not exist near index 4"},
		{"\\k", "\\k is not followed by '<' for named capturing group near index 2"},
		{"(?<1>a)", "capturing group name does not start with a Latin letter near index 3"},
		{"(?<a_b>a)", "named capturing group is missing trailing '>' near index 4"},
		{"(?z)", "Unknown inline modifier near index 2"},
		{"(?<=a*b)*(?<=(a|b)*)", "Look-behind group does not have an obvious maximum length near index 18"},
		{"(?<=(?:a|bb)+)x", "Look-behind group does not have an obvious maximum length near index 12"},
		{"[a&&", "Unclosed character class near index 3"},
		{"[&&]", "Bad class syntax near index 2"},
		{"\\x4", "Illegal hexadecimal escape sequence near index 3"},
		{"\\x{110000}", "Hexadecimal codepoint is too big near index 8"},
		{"\\x{41", "Unclosed hexadecimal escape sequence near index 5"},
		{"\\u12", "Illegal Unicode escape sequence near index 4"},
		{"\\08", "Illegal octal escape sequence near index 2"},
		{"\\c", "Illegal control escape sequence near index 1"},
		{"(?$)", "Unknown group type near index 2"},
		{"\\Ea", "Illegal/unsupported escape sequence near index 1"},
		{"[\\A]", "Illegal/unsupported escape sequence near index 2"},
		{"a{1", "Unclosed counted closure near index 3"},
		{"a{,2}", "Illegal repetition near index 2"},
		{"(?", "Unknown inline modifier near index 2"},
		{"[[:alpha:]", "Unclosed character class near index 9"},
		{"\\N{", "Unclosed character name escape sequence near index 3"},
	} {
		_, err := CompileRegex(nil, c.pattern, 0)
		if err == nil {
			t.Errorf("%q: no error, want %s", c.pattern, c.want)
			continue
		}
		if got, _, _ := strings.Cut(err.Error(), "\n"); got != "java.util.regex.PatternSyntaxException: "+c.want {
			t.Errorf("%q: %s, want %s", c.pattern, got, c.want)
		}
	}
}

// TestPatternSyntaxMessage shows all lines of a message.
func TestPatternSyntaxMessage(t *testing.T) {
	t.Parallel()
	_, err := CompileRegex(nil, "ab(c", 0)
	if want := "java.util.regex.PatternSyntaxException: Unclosed group near index 4\nab(c"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	_, err = CompileRegex(nil, "a**b", 0)
	if want := "java.util.regex.PatternSyntaxException: Dangling meta character '*' near index 2\na**b\n  ^"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, pattern string
		limit         int
		want          []string
	}{
		{"a,b,,", ",", 0, []string{"a", "b"}},
		{"a,b,,", ",", -1, []string{"a", "b", "", ""}},
		{"a,b,,", ",", 2, []string{"a", "b,,"}},
		{",a", ",", 0, []string{"", "a"}},
		{"", ",", 0, []string{""}},
		{",", ",", 0, []string{}},
		{"abc", "", 0, []string{"a", "b", "c"}},
		{"abc", "", 2, []string{"a", "bc"}},
		{"a1b22c", "\\d+", 0, []string{"a", "b", "c"}},
		{"boo:and:foo", "o", 5, []string{"b", "", ":and:f", "", ""}},
		{"boo:and:foo", "o", -2, []string{"b", "", ":and:f", "", ""}},
		{"\U0001F600x", "", 0, []string{"\xed\xa0\xbd", "\xed\xb8\x80", "x"}},
		{"a.b", "\\.", 0, []string{"a", "b"}},
		{"a b", "(?=b)", 0, []string{"a ", "b"}},
		{"xaxbx", "x?", 0, []string{"", "", "a", "", "b"}},
		{"aXbX", "(?i)x", 0, []string{"a", "b"}},
		{"abc", "abc", 0, []string{}},
		{"a|b", "|", 0, []string{"a", "|", "b"}},
		{"hello", "l*", 0, []string{"h", "e", "", "o"}},
	} {
		r, err := CompileRegex(nil, c.pattern, 0)
		if err != nil {
			t.Errorf("%q: %v", c.pattern, err)
			continue
		}
		got := []string{}
		for _, v := range r.Split(nil, c.text, c.limit) {
			got = append(got, ToString(nil, v))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q.split(%q, %d) = %q, want %q", c.text, c.pattern, c.limit, got, c.want)
		}
	}
}
