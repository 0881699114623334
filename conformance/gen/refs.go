package gen

import (
	"strconv"
	"strings"
)

// receivers are the kinds with methods worth calling, as often as they are to be met.
var receivers = []kind{
	kindString, kindString, kindString, kindString, kindInt, kindInt, kindLong, kindDouble, kindBool, kindChar, kindBigInt,
	kindDecimal, kindList, kindList, kindList, kindMap, kindMap, kindMap, kindSet, kindValues, kindEntry, kindIterator, kindListIter,
	kindArray, kindOptional, kindFloat, kindShort, kindByte, kindStream, kindIntSteam,
}

// anyKind returns a kind of value.
func (w *writer) anyKind() kind {
	return pick(w, kindString, kindString, kindString, kindInt, kindInt, kindLong, kindDouble, kindBool, kindList, kindMap, kindBigInt, kindNull)
}

// makers lead from a kind with variables of its own to one without.
var makers = map[kind][]string{
	kindDecimal:  {"$dec", "$dec.abs()", "$dec.negate()", "$dec.valueOf(15, 1)"},
	kindDouble:   {"$inf", "$nan"},
	kindFloat:    {"$d.floatValue()", "$n.floatValue()", "$inf.floatValue()"},
	kindShort:    {"$n.shortValue()", "$i.shortValue()"},
	kindByte:     {"$n.byteValue()", "$i.byteValue()"},
	kindChar:     {"$s.charAt(0)", "$name.charAt(1)", "$ch"},
	kindSet:      {"$map.keySet()", "$map.entrySet()", "$user.keySet()", "$user.entrySet()"},
	kindValues:   {"$map.values()", "$user.values()"},
	kindEntry:    {"$user.entrySet().iterator().next()", "$ent"},
	kindIterator: {"$list.iterator()", "$map.keySet().iterator()", "$user.values().iterator()", "$it"},
	kindListIter: {"$names.listIterator()", "$list.listIterator(0)"},
	kindArray:    {"$s.split('l')", "$name.split('')", "$list.toArray()", "$arr", "$s.toCharArray()", "$name.getBytes()"},
	kindOptional: {"$names.stream().skip(1).findFirst()", "$names.stream().findFirst()"},
	kindStream:   {"$names.stream()", "$list.stream()", "$s.lines()"},
	kindIntSteam: {"$s.chars()", "$name.codePoints()"},
	kindAny:      {"$mixed.get(0)", "$mixed[0]", "$map.a", "$user.value", "$rows[0].name"},
	kindNull:     {"$nul", "$nope", "$map.nope", "$list.nope()", "$nope.x.y"},
}

// prelude defines the variables that makers use.
func (w *writer) prelude() string {
	return "#set($dec = $big + " + pick(w, "0.5", "1.25", "0.1", "1000.0") + ")#set($ch = $s.charAt(0))#set($arr = $s.split('l'))" +
		"#set($it = $list.iterator())#foreach($x in $user.entrySet())#set($ent = $x)#end" +
		pick(w, "", "", "#set($inf = 1e999)#set($nan = $d.parseDouble('NaN'))")
}

// charRef writes a reference to a Character.
func (w *writer) charRef() string { return pick(w, makers[kindChar]...) }

// arrayRef writes a reference to an array.
func (w *writer) arrayRef() string { return pick(w, makers[kindArray]...) }

// ref writes an unbraced reference whose value is of kind k, as far as anyone can tell.
func (w *writer) ref(k kind, depth int) string {
	if depth > 0 && w.chance(0.35) {
		if r := w.calledFor(k, depth); r != "" {
			return r
		}
	}
	var candidates []string
	for _, v := range w.vars {
		if v.kind == k || k == kindAny {
			candidates = append(candidates, "$"+v.name)
		}
	}
	candidates = append(candidates, makers[k]...)
	switch k {
	case kindString:
		candidates = append(candidates, "$user.name", "$n.toString()", "$list.toString()")
	case kindInt:
		candidates = append(candidates, "$list.size()", "$s.length()", "$user.id", "$list[0]")
	case kindList:
		candidates = append(candidates, "$user.items", "$list.subList(0, 1)", "$names.clone()")
	case kindMap:
		candidates = append(candidates, "$rows[0]", "$user.clone()")
	case kindBool:
		candidates = append(candidates, "$s.isEmpty()", "$list.empty")
	}
	if len(candidates) == 0 {
		return "$nope"
	}
	return pick(w, candidates...)
}

// calledFor writes a call whose result is of kind k: a method that returns it, on a receiver that has the method.
func (w *writer) calledFor(k kind, depth int) string {
	for range 20 {
		on := pick(w, receivers...)
		var fit []method
		for _, m := range methodsOf[on] {
			if m.result == k {
				fit = append(fit, m)
			}
		}
		if len(fit) > 0 {
			return w.ref(on, depth-1) + "." + w.call(pick(w, fit...), depth-1)
		}
	}
	return ""
}

// anyCall writes a call of any method on a receiver of any kind.
func (w *writer) anyCall(depth int) string {
	on := pick(w, receivers...)
	table := methodsOf[on]
	if len(table) == 0 {
		return w.ref(on, depth)
	}
	return w.ref(on, depth-1) + "." + w.call(pick(w, table...), depth-1)
}

// path writes a reference with whatever behind it: properties, indexes and calls that may not exist.
func (w *writer) path(depth int) string {
	r := w.ref(pick(w, w.anyKind(), kindAny, kindMap, kindList), depth)
	for range w.r.IntN(3) {
		r += w.oneOf(
			option{4, func() string { return "." + w.propertyName() }},
			option{3, func() string { return w.index(depth) }},
			option{2, func() string {
				return "." + pick(w, "size", "length", "get", "toString", "nope", "isEmpty", "keySet") + "()"
			}},
			option{1, func() string { return "." + w.anyMethod() }},
		)
	}
	return r
}

// anyMethod writes a call of a method that the receiver may or may not have. The factories of immutable collections
// are left out, for those of Map and Set have no stable order.
func (w *writer) anyMethod() string {
	for {
		m := pick(w, methodsOf[pick(w, receivers...)]...)
		if m.name != "of" && m.name != "copyOf" {
			return w.call(m, 0)
		}
	}
}

func (w *writer) propertyName() string {
	return pick(w, "a", "b", "id", "name", "value", "key", "items", "first-name", "size", "empty", "class.name", "class.simpleName", "length", "Name",
		"nope", "x1", "bytes", "blank", "intValue", "entrySet", "keySet", "iterator", "hasNext", "next")
}

// index writes [i]. Only a string, an integer, a boolean or a reference may stand inside.
func (w *writer) index(depth int) string {
	if w.noisy() {
		return pick(w, "[]", "[1 + 1]", "[1.5]", "[ ]", "[[0]]", "[-]", "[0", "['a'", "[0, 1]")
	}
	return w.oneOf(
		option{5, func() string { return "[" + pick(w, "0", "1", "2", "-1", "-2", "9", "00") + "]" }},
		option{3, func() string { return "[" + pick(w, "'a'", "'name'", `"name"`, "'b'", `"$s"`, "'first-name'") + "]" }},
		option{2, func() string { return "[" + pick(w, "$i", "$s", "$nope", "$list[0]", "$list.size()") + "]" }},
		option{1, func() string { return pick(w, "[true]", "[ 0 ]", "[ $i ]", "[0][0]") }},
	)
}

// decorated writes a reference as it stands in text: plain, quiet, formal, escaped, with something behind it.
func (w *writer) decorated(r string) string {
	name := strings.TrimPrefix(r, "$")
	body := name
	switch w.r.IntN(6) {
	case 0:
		body = "!" + name
	case 1:
		body = "{" + name + "}"
	case 2:
		body = "!{" + name + "}"
	}
	out := "$" + body
	if w.chance(0.06) {
		out = strings.Repeat(`\`, 1+w.r.IntN(4)) + out
	}
	if w.noisy() {
		out = w.brokenReference(name)
	}
	return out + w.behindReference()
}

func (w *writer) brokenReference(name string) string {
	return pick(w, "${"+name, "$!{"+name, "${"+name+" }", "$ "+name, "${!"+name+"}", "$!!"+name, "$"+name+".", "$"+name+"(", "$"+name+"()", "$$"+name,
		`$\`+name, `$\\`+name, `$\!`+name, "$"+name+"[", "${"+name+"|'x'}", "$!"+name+"..x", "$"+name+".1", "$#"+name, "#$"+name)
}

// behindReference writes what may stick to a reference.
func (w *writer) behindReference() string {
	switch {
	case w.chance(0.9):
		return ""
	case w.chance(0.7):
		return pick(w, ".", "..", "-", ")", "!", `"`, "'", ",", ";", ":", "%", " [0]", ".9", " true", "é", "\t", "\n", "\r\n", "|", "@", "{", "}", "$", "#")
	}
	return pick(w, ".", "..", "-", "{", "}", "{x}", "[", "]", "(", ")", "()", "!", "#", "##", "$", `\`, `"`, "'", ",", ";", ":", "%", " [0]", ".x", ".9",
		"{$s}", "{ }", "{}", "true", " true", "é", "\t", "\n", "\r\n", "*#", "]]#", "@", "|", "\\#", "\\$")
}

// number writes a numeric literal.
func (w *writer) number() string {
	return w.oneOf(
		option{6, func() string { return strconv.Itoa(w.r.IntN(20)) }},
		option{3, func() string { return pick(w, sampleInts...) }},
		option{2, func() string {
			return pick(w, "1.5", "0.5", "-2.25", "1.", ".5", "1e3", "-1.5E-3", "100.0", "3.0", "0.0", "-0.0", "1e10", "2.5e-5")
		}},
		option{1, func() string {
			return pick(w, "3000000000", "9223372036854775807", "12345678901234567890", "007", "-0")
		}},
	)
}
