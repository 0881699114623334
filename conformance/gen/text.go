package gen

import (
	"strings"

	"github.com/vtlkit/vtl/conformance"
)

// plain writes literal text, harmless most of the time.
func (w *writer) plain() string {
	return w.oneOf(
		option{8, func() string {
			return pick(w, "a", "x y", "1", ",", ": ", "-", "; ", "{", "}", "[", "]", "(", ")", "<a>", "</a>", "&amp;", "é", "中", "😀", "100%", "a.b", "a-b_c",
				"true", "null", "\"", "'", "\"k\": ", "{\"k\": 1}", "{}", "[]", "\",\n", "| ", "* ", "=", "@", "/", "C#", "# ", "$ ", "$5", "#1", "#fff", "\u00a0")
		}},
		option{4, w.whitespace},
		option{1, w.escape},
	)
}

func (w *writer) whitespace() string {
	return pick(w, " ", "  ", "\n", "\n", "\n\n", "\r\n", "\t", " \n", "\n  ", "\n\t", "\r", "    ", " \t ", " \r\n ")
}

// escape writes backslashes before something they may or may not escape.
func (w *writer) escape() string {
	backslashes := strings.Repeat(`\`, 1+w.r.IntN(4))
	if w.chance(0.3) {
		return backslashes + pick(w, "#if($ok)", "#foreach($i in $list)", "#if($off)", "#macro(q)") + "x" + backslashes + "#end"
	}
	return backslashes + pick(w, "$s", "$nope", "$!s", "$!nope", "${s}", "$s", "$nope", "#set($x = 1)", "#foo", "##", "#*", "#[[", "$",
		"#", "n", " ", "\n", "#else", "#end", "$s.length()", "#stop", "#{if}", "$\\!s")
}

// comment writes a comment or a raw block.
func (w *writer) comment() string {
	return pick(w, "## note\n", "##\n", "## $s #if(\n", "#* c *#", "#* $s\n#if( *#", "#** doc *#", "##", "#*#", "#***#", "#[[raw $s #if(]]#", "#[[]]#", "#[[ ]] ]]#",
		"#* #* *#", "##  \r\n", "#[[a\nb]]#", "#literal()$s #foo ## c\n#end", "#**#", "#*", "#[[", "]]#", "*#", "# #", "##*x\n", "#@", "#@x")
}

// textOnly writes text around a few references and comments.
func (w *writer) textOnly() string {
	return w.repeat(1, 12, "", func() string {
		return w.oneOf(
			option{10, w.plain},
			option{4, func() string { return w.decorated(w.path(1)) }},
			option{3, w.comment},
			option{3, w.escape},
			option{1, func() string { return w.set(1) }},
		)
	})
}

// soup glues tokens together.
func (w *writer) soup() string {
	out := w.repeat(1, 14, "", func() string { return pick(w, soupTokens...) })
	if w.chance(0.3) {
		out += strings.Repeat("#end", 1+w.r.IntN(2))
	}
	if w.chance(0.5) {
		out += pick(w, " ", ".", "\n", "x")
	}
	return out
}

// soupTokens are what templates are made of, whole and in halves.
var soupTokens = []string{
	"$", "$!", "${", "$!{", "{", "}", "(", ")", "[", "]", "#", "##", "#*", "*#", "#[[", "]]#", `\`, `\\`, `\\\`, `"`, "'", ",", ".", "..", " ", "  ", "\t",
	"\n", "\r\n", "\r", "a", "x", "$s", "$!s", "${s}", "$!{s}", "$nope", "$!nope", "${nope}", "$list[0]", "$map.a", "$list", "$n", ".foo", ".length()",
	".size()", "[0]", "[$i]", "['a']", "{x}", "{$s}", "{s", "#set($x = 1)", "#set( $x = 'a' )", "#set($x = $s)", "#if(true)", "#if($ok)", "#if($off)", "#if(1 == 1)", "#else",
	"#{else}", "#elseif($ok)", "#end", "#{end}", "#end", "#end", "#foreach($i in $list)", "#foreach($i in [1..2])", "#set", "#if", "#foreach", "#foo", "#foo(", "#foo($s)",
	"#macro(m $a)", "#m(1)", "#m", "#m($s)", "#{m}", "#define($dd)", "$dd", "#stop", "#break", "#evaluate(\"$s\")", "#evaluate('a')", "#include('x')", "#parse('x')",
	"#literal()", "#@m(1)", "#@m", "$bodyContent", "true", "false", "null", "-", "+", "*", "/", "%", "=", "==", "!", "<", ">", "&&", "||", "and", "eq", "in", "not", "1", "-1",
	"1.5", ".5", "1..3", "0", "é", "中", "😀", ":", ";", "@", "|", `\u0041`, `"$s"`, "'$s'", `"a`, "'a", "$s.", "$s..", "$s.length", "$s.substring(1)", "$s.nope(", "$$", "$#", "#$", "$\\!s",
	"#[[x]]#", "## c\n", "#* c *#", "$foreach.index", "$velocityCount", "#ifx", "#IF", "#else if", "#elseif(", "#1", "$1", "$_", "$-", "$a-b", "&", "^", "~", "`", "?",
	"#set($x = [1, 2])", "#set($x = {'a': 1})", "$x", "$x[0]", "$x.a",
}

// mutation damages a template that was whole.
func (w *writer) mutation() string {
	var template string
	if corpus := w.g.opts.Corpus; len(corpus) > 0 && w.chance(0.6) {
		r := corpus[w.r.IntN(len(corpus))]
		w.base = &r
		template = r.Template
	} else {
		template = w.program()
	}
	for range 10 {
		units := []rune(template)
		for range 1 + w.r.IntN(3) {
			units = w.mutate(units)
		}
		mutant := string(units)
		if KeepsPaths(conformance.Request{Template: template}, conformance.Request{Template: mutant}) {
			return mutant
		}
	}
	return template
}

// mutate makes one change.
func (w *writer) mutate(t []rune) []rune {
	if len(t) == 0 {
		return []rune(pick(w, soupTokens...))
	}
	at := w.r.IntN(len(t))
	n := min(1+w.r.IntN(4), len(t)-at)
	switch w.r.IntN(6) {
	case 0, 1: // remove
		return splice(t, at, n, nil)
	case 2: // insert
		return splice(t, at, 0, []rune(pick(w, soupTokens...)))
	case 3: // replace
		return splice(t, at, n, []rune(pick(w, soupTokens...)))
	case 4: // repeat
		return splice(t, at, 0, append([]rune{}, t[at:at+n]...))
	}
	if w.chance(0.5) { // cut off
		return t[:at]
	}
	other := w.r.IntN(len(t)) // swap
	out := append([]rune{}, t...)
	out[at], out[other] = out[other], out[at]
	return out
}

// splice replaces n runes at at.
func splice(t []rune, at, n int, by []rune) []rune {
	out := append([]rune{}, t[:at]...)
	return append(append(out, by...), t[at+n:]...)
}
