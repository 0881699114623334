package gen

import (
	"fmt"
	"strings"
)

// library writes macros for a template that the names of its calls can hit.
func (w *writer) library() string {
	return w.repeat(1, 3, "\n", func() string {
		return "#macro(" + pick(w, "m", "m1", "nope", "foo", "lib") + pick(w, "", " $a", " $a $b", " $s") + ")" + pick(w, "L", "[$a]", "$!s", "#set($x = 'lib')$x", "$!bodyContent") + "#end"
	}) + pick(w, "", "text", "#lib()")
}

// program writes a template of typed statements.
func (w *writer) program() string {
	var b strings.Builder
	if w.chance(0.15) {
		b.WriteString(w.macroDefinition())
	}
	b.WriteString(w.block(3, 8))
	return b.String()
}

// methods writes calls, a few to a template: a call that fails ends it.
func (w *writer) methods() string {
	return w.prelude() + w.repeat(1, 3, " ", func() string {
		switch w.r.IntN(4) {
		case 0:
			return "#set($r = " + w.anyCall(2) + ")$r " + w.decorated(pick(w, "$r", "$r.class.name", "$r.toString()", "$r.size()", "$r[0]"))
		case 1:
			return "#foreach($x in " + w.anyCall(2) + ")<$x>#end"
		}
		return w.decorated(w.anyCall(2)) + "|" + pick(w, "", "$list", "$map", "$names", "$user", "$s")
	})
}

// stringWork writes regular expressions and formats.
func (w *writer) stringWork() string {
	subject := pick(w, "$s", "$name", "$t", quoteRef(w), "$user.name")
	return w.repeat(1, 2, "|", func() string {
		p := w.patternOrReplacement()
		switch w.r.IntN(7) {
		case 0:
			return subject + ".replaceAll(" + p + ", " + w.patternOrReplacement() + ")"
		case 1:
			return subject + ".replaceFirst(" + p + ", " + w.patternOrReplacement() + ")"
		case 2:
			return subject + ".matches(" + p + ")"
		case 3:
			return "#foreach($x in " + subject + ".split(" + p + "))<$x>#end"
		case 4:
			return "#foreach($x in " + subject + ".split(" + p + ", " + pick(w, "0", "1", "2", "-1", "5") + "))<$x>#end"
		case 5:
			return "$s.format(" + w.formatString() + ", " + w.repeat(0, 3, ", ", func() string { return w.literal(1) }) + ")"
		}
		return subject + "." + w.call(pick(w, methodsOf[kindString]...), 1)
	})
}

// quoteRef writes a #set-free way to name a literal: a variable of the context.
func quoteRef(w *writer) string { return w.ref(kindString, 1) }

// expressions writes #set and #if around expressions, and prints what came of them.
func (w *writer) expressions() string {
	out := ""
	if w.chance(0.5) {
		out = w.prelude()
	}
	return out + w.repeat(1, 4, " ", func() string {
		if w.chance(0.6) {
			return "#set($r = " + w.expression(3) + ")" + pick(w, "<$r>", "<$r>", "<$r>", "[$r]") + "$!r.class.simpleName"
		}
		return "#if(" + w.expression(3) + ")T#{else}F#end"
	})
}

// block writes statements.
func (w *writer) block(least, most int) string {
	return w.repeat(least, most, "", w.statement)
}

func (w *writer) statement() string {
	if w.depth > 3 {
		return w.simple()
	}
	w.depth++
	defer func() { w.depth-- }()
	return w.oneOf(
		option{30, w.simple},
		option{8, w.ifStatement},
		option{8, w.foreach},
		option{2, w.macroDefinition},
		option{4, w.macroCall},
		option{2, w.define},
		option{1, w.evaluate},
		option{1, w.rare},
	)
}

// simple writes a statement without a body.
func (w *writer) simple() string {
	return w.oneOf(
		option{10, func() string { return pick(w, "", " ", "\n", ", ") + w.plain() }},
		option{6, func() string { return w.decorated(w.path(1)) }},
		option{4, func() string { return w.decorated(w.ref(w.anyKind(), 2)) }},
		option{7, func() string { return w.set(2) }},
		option{1, w.comment},
		option{2, w.gatewayReference},
	)
}

// gap writes the blanks allowed around the parts of a directive.
func (w *writer) gap() string {
	if w.chance(0.12) {
		return pick(w, " ", "  ", "\t", "\n")
	}
	return ""
}

// tailOf writes what may follow a directive on its line.
func (w *writer) tailOf() string {
	return pick(w, "", "", "", "\n", "\n", " \n", "\r\n", " ", "\t\n", "  x")
}

func (w *writer) name(prefix string) string {
	w.names++
	return fmt.Sprintf("%s%d", prefix, w.names)
}

func (w *writer) set(depth int) string {
	if w.noisy() {
		return pick(w, "#set($x)", "#set($x =)", "#set(= 1)", "#set($x == 1)", "#set(x = 1)", "#set($x = 1", "#set $x = 1", "#set\t($x = 1)", "#set('a' = 1)", "#set($x += 1)", "#set()")
	}
	k := pick(w, w.anyKind(), kindAny)
	var left, right string
	switch w.r.IntN(6) {
	case 0:
		left = "$" + pick(w, "map.a", "map.z", "user.name", "list[0]", "map['k k']", "list[-1]", "names[1]", "s.foo", "nope.x", "rows[0].id", "map.a.b", "{map.q}", "!x", "{y}", "!{map.q}", "map.a.b.c", "rows[0].items[0]", "list[$i]",
			"map[$s]", "map.get('a')", "s.length()", "user['name']", "map[0]", "names[-9]", "names[true]", "map.class", "list.a", "foreach.z", "map.keySet().x")
		right = w.literal(depth)
	case 1, 2:
		left = "$" + pick(w, "s", "n", "list", "map", "x", "y", "r")
		right = w.expression(depth)
	default:
		left = "$" + w.name("v")
		right = w.value(k, depth)
		w.declare(strings.TrimPrefix(left, "$"), k)
	}
	head := pick(w, "#set(", "#set(", "#set(", "#set( ", "#set (", "#{set}(")
	return head + left + pick(w, " = ", " = ", "=", " =  ") + right + w.gap() + ")" + w.tailOf()
}

func (w *writer) ifStatement() string {
	var b strings.Builder
	b.WriteString(pick(w, "#if(", "#if(", "#if (", "#{if}(", "#if\n(") + w.gap() + w.expression(2) + w.gap() + ")" + w.tailOf() + w.block(0, 3))
	for range w.r.IntN(6) - 4 {
		b.WriteString("#elseif(" + w.expression(2) + ")" + w.tailOf() + w.block(0, 2))
	}
	if w.chance(0.4) {
		b.WriteString(pick(w, "#else", "#{else}", "#else ", "#else\n") + w.block(0, 2))
	}
	return b.String() + w.end()
}

func (w *writer) end() string {
	if w.noisy() {
		return pick(w, "", "#End", "#endx", "#end#end", "#{end", `\#end`, "# end", "#end()")
	}
	return pick(w, "#end", "#end", "#end", "#{end}", "#end\n", "#end ", "#end\r\n")
}

func (w *writer) foreach() string {
	v := pick(w, "i", "x", "e", "k", "row", "s", w.name("f"))
	seq := w.oneOf(
		option{6, func() string { return w.ref(kindList, 1) }},
		option{3, func() string { return w.listLiteral(1) }},
		option{3, func() string {
			return pick(w, "$map", "$user", "$map.entrySet()", "$map.keySet()", "$user.values()", "$s.split(',')", "$list.iterator()", "$rows")
		}},
		option{1, func() string { return w.literal(1) }},
	)
	if w.noisy() {
		return pick(w, "#foreach($i)", "#foreach()", "#foreach($i in)", "#foreach($i of $list)", "#foreach(i in $list)", "#foreach($i in $list $s)", "#foreach $i in $list") + "x#end"
	}
	saved := len(w.vars)
	w.declare(v, kindAny)
	body := w.block(0, 3) + w.loopParts(v) + w.block(0, 2)
	w.vars = w.vars[:saved]
	in := pick(w, " in ", " in ", " in ", " in ", "  in  ", " in\n", "\tin ")
	if w.chance(0.05) {
		v = pick(w, "{"+v+"}", "!"+v, v+".x", "{"+v+".y}")
	}
	return pick(w, "#foreach(", "#foreach(", "#foreach (", "#{foreach}(") + w.gap() + "$" + v + in + seq + w.gap() + ")" + w.tailOf() + body + w.end()
}

// loopParts writes what only makes sense in a loop.
func (w *writer) loopParts(v string) string {
	return pick(w, "$"+v, "$!"+v+" ", "<$"+v+">", "$foreach.index", "$foreach.count", "#if($foreach.hasNext),#end", "$velocityCount", "$velocityHasNext", "#if($foreach.first)F#end",
		"#if($foreach.last)L#end", "$foreach.parent.index", "$foreach.topmost.count", "#if($foreach.index == 1)#break#end", "#break($foreach.parent)", "#set($foreach.z = $"+v+")$foreach.z",
		"#if($velocityCount > 2)#stop#end", "${"+v+".name}", "$"+v+".key=$"+v+".value ", "$!"+v+".id", "$foreach", w.scopeMember(), w.scopeMember(), w.changeUnderLoop(), "#set($"+v+" = 'new')$"+v, "#set($acc = \"$!acc$"+v+"\")")
}

// scopeMember writes a use of what $foreach is beside its counters.
func (w *writer) scopeMember() string {
	return "$foreach." + pick(w, "depth", "info", "info.name", "info.type", "info.depth", "info.line", "info.column", "info.template", "isFirst()", "getIndex()", "hasNext()", "get('z')", "put('z', 1)",
		"size()", "keySet()", "isEmpty()", "parent", "parent.parent", "topmost.index", "parent.count", "first", "nope", "clear()", "remove('z')", "values()", "containsKey('z')", "index.class.name") +
		pick(w, "", "", "#set($foreach.index = 7)$foreach.index", "#set($foreach.x = $foreach.count)$foreach.x", "#set($velocityCount = 9)$velocityCount")
}

// changeUnderLoop writes a change to what a loop may be walking.
func (w *writer) changeUnderLoop() string {
	return pick(w, "#if($foreach.index == "+pick(w, "0", "1", "2")+")", "#if($velocityCount == 2)", "#if($foreach.last)", "#if($foreach.hasNext)") +
		"#set($q = $" + pick(w, "list.add(1)", "list.remove(0)", "names.clear()", "map.put('new', 1)", "map.remove('a')", "user.put('id', 2)", "user.clear()", "list.set(0, 9)", "rows.add({})", "user.keySet().remove('id')", "list.addAll([1, 2])") + ")#end"
}

func (w *writer) macroDefinition() string {
	if w.noisy() {
		return pick(w, "#macro()x#end", "#macro(m $a = 1)x#end", "#macro('m')x#end", "#macro(m a)x#end", "#macro(if)x#end", "#macro($m)x#end", "#macro m x#end", "#macro(m ${a})$a#end")
	}
	name := w.name(pick(w, "m", "mac", "m_"))
	params := make([]string, w.r.IntN(3))
	saved := len(w.vars)
	for i := range params {
		p := pick(w, "a", "b", "s", "x", "p"+name)
		params[i] = "$" + p
		w.declare(p, kindAny)
	}
	body := w.block(1, 3)
	if len(params) > 0 {
		body += w.decorated(params[0])
	}
	if w.chance(0.15) {
		body += pick(w, "$!bodyContent", "$bodyContent", "#break", "#set($"+"a = 'in')")
	}
	w.vars = w.vars[:saved]
	w.macro = append(w.macro, name)
	head := strings.TrimRight(name+pick(w, " ", "  ")+strings.Join(params, pick(w, " ", ", ")), " ")
	return "#macro(" + head + ")" + w.tailOf() + body + w.end()
}

func (w *writer) macroCall() string {
	if len(w.macro) == 0 {
		return w.simple()
	}
	name := pick(w, w.macro...)
	args := w.repeat(0, 3, pick(w, " ", ", ", ","), func() string { return w.literal(1) })
	if w.noisy() {
		args = pick(w, "word", "1 + 1", "#if", "$s.", "a b", "(", ")")
	}
	switch w.r.IntN(8) {
	case 0:
		return "#" + name + " "
	case 1:
		return "#{" + name + "}(" + args + ")"
	case 2:
		return "#@" + name + "(" + args + ")" + w.block(0, 2) + "#end"
	}
	return "#" + name + pick(w, "(", "(", " (") + args + ")" + w.tailOf()
}

func (w *writer) define() string {
	if w.noisy() {
		return pick(w, "#define()x#end", "#define(x)y#end", "#define($x $y)z#end", "#define('x')y#end")
	}
	name := w.name("d")
	body := w.block(1, 3)
	w.declare(name, kindOther)
	return "#define($" + name + ")" + w.tailOf() + body + w.end() + pick(w, "", "$"+name, "$"+name+"|$!"+name, "\"$"+name+"\"", "$"+name+".length()")
}

func (w *writer) evaluate() string {
	inner := pick(w, "'$s'", "\"$s\"", "'#set($x = 1)$x'", "'#if($ok)y#end'", "$s", "$nope", "'#end'", "'a#stop b'", "'#foreach($i in $list)$i#end'", "\"$name $n\"", "'#macro(q)z#end#q()'", "'${'", "$list")
	if w.noisy() {
		return pick(w, "#evaluate()", "#evaluate(1)", "#evaluate('a' 'b')", "#evaluate(word)", "#evaluate")
	}
	return "#evaluate(" + inner + ")" + w.tailOf()
}

func (w *writer) rare() string {
	if w.chance(0.5) {
		return w.unknownDirective()
	}
	return pick(w, "#stop", "#stop()", "#break", "#include('x')", "#parse('x')", "#include($nope)", "#parse($nope)", "#literal()$s#end", "#[[ $s ]]#", "#stop('why')", "#@nope()x#end",
		"#nope()", "#nope", "#include()", "#parse()", "#break($foreach)", "#break(1)", "#stop(1 2)")
}

// unknownDirective writes a directive that is none, with arguments that have to parse all the same.
func (w *writer) unknownDirective() string {
	args := w.repeat(0, 4, pick(w, " ", ", ", ",", "  "), func() string {
		return w.oneOf(
			option{6, func() string { return w.literal(1) }},
			option{2, func() string { return pick(w, "word", "in", "true", "a1", "x_y", "not", "eq", "null", "and") }},
			option{1, func() string {
				return pick(w, "a.b", "a-b", "-", "1.", ".5", "1e3", "#1", "#fff", "# ", "%", "=", "1..2", "{", "$", "$.", "'", "é", "|", "&&", "!", "!$s", "($s)", "1 + 1", "$s.", "\\", ";", ":")
			}},
		)
	})
	return "#" + pick(w, "nope", "foo", "fff", "x1", "_a", "{nope}", "@nope", "IF", "Set", "endx", "elsey", "A", "media", "import") + pick(w, "(", "(", " (", "\n(", "") + args + pick(w, ")", ")", ")", ") ", "")
}
