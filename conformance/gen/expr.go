package gen

import "strings"

// value writes an expression of kind k without operators, as arguments and elements have to be.
func (w *writer) value(k kind, depth int) string {
	if depth < 0 || w.chance(0.45) {
		return w.ref(k, depth)
	}
	switch k {
	case kindString:
		return w.stringLiteral(depth)
	case kindInt:
		return pick(w, "0", "1", "2", "3", "-1", "5", "10")
	case kindLong:
		return pick(w, sampleLongs...)
	case kindBigInt:
		return pick(w, sampleBigs...)
	case kindDouble:
		return pick(w, "0.5", "1.0", "2.5", "-1.25", "1e3", "100.0", "0.001")
	case kindBool:
		return pick(w, "true", "false")
	case kindList, kindValues:
		return w.listLiteral(depth)
	case kindMap:
		return w.mapLiteral(depth)
	}
	return w.ref(k, depth)
}

// literal writes a value of any kind.
func (w *writer) literal(depth int) string { return w.value(w.anyKind(), depth) }

// stringLiteral writes a string in either quotes.
func (w *writer) stringLiteral(depth int) string {
	if w.chance(0.55) {
		return quote(pick(w, sampleStrings...))
	}
	return `"` + w.repeat(0, 3, "", func() string { return w.insideDouble(depth) }) + `"`
}

// insideDouble writes a part of a double-quoted string.
func (w *writer) insideDouble(depth int) string {
	return w.oneOf(
		option{5, func() string {
			return pick(w, "a", " ", "x y", ",", "1", "é", "'", `""`, "-", ":", "/", "%", "\n", `\n`, `A`, "{", "}", "[0]", ".", "😀", "(", ")", "\t", "<b>", `\`)
		}},
		option{5, func() string { return strings.ReplaceAll(w.decorated(w.ref(w.anyKind(), 0)), `"`, "") }},
		option{1, func() string {
			return pick(w, "${s}", "$!nope", "$nope", "$", "#", "$!", "##", "#fff", `\$s`, `\\$s`, "#[[x]]#", "#* c *#")
		}},
		option{1, func() string {
			return pick(w, "#if($ok)y#end", "#foreach($q in $list)$q #end", "#set($w = 1)", "#if($off)a#{else}b#end", "#end", "#if(", "#evaluate('$s')")
		}},
	)
}

func (w *writer) listLiteral(depth int) string {
	if w.noisy() {
		return pick(w, "[ ]", "[1,]", "[,]", "[1 2]", "[1", "[1..]", "[a]", "[1 + 1]", "[1...3]", "[1.5..3]", "['a'..'b']")
	}
	return w.oneOf(
		option{2, func() string { return "[]" }},
		option{8, func() string {
			return "[" + w.repeat(1, 4, pick(w, ", ", ",", " , "), func() string { return w.literal(depth - 1) }) + "]"
		}},
		option{4, w.rangeLiteral},
	)
}

func (w *writer) rangeLiteral() string {
	end := func() string {
		return pick(w, "0", "1", "2", "3", "5", "-2", "$i", "$list.size()", "$n.signum(1)", "$nope", "$user.id", "$i")
	}
	return "[" + end() + pick(w, "..", "..", " .. ", " ..", ".. ") + end() + "]"
}

func (w *writer) mapLiteral(depth int) string {
	if w.noisy() {
		return pick(w, "{,}", "{'a'}", "{'a':}", "{a: 1}", "{'a': 1,}", "{'a' 1}", "{'a': 1", "{:}", "{'a'; 1}")
	}
	entry := func() string {
		key := pick(w, "'a'", "'b'", `"c"`, "'first-name'", "1", "$s", "true", "'size'", "$nope", "1.5", `"k$i"`, "'class'")
		return key + pick(w, ":", ": ", " : ") + w.literal(depth-1)
	}
	return pick(w, "{", "{", "{ ") + w.repeat(0, 3, pick(w, ", ", ","), entry) + "}"
}

// expression writes an expression with operators.
func (w *writer) expression(depth int) string {
	if depth <= 0 {
		return w.operand(0)
	}
	if w.noisy() {
		return pick(w, "", "+", "$s $n", "1 +", "5 -1", "$n = 1", "(1", "1)", "not", "$n-1", "!!", "1 === 1", "$s.length( )", "a", "$n ++", "1 2", "''''", "&&", "$a & $b", "1e", "1.e5", "1..2", "5.length()", "'a'.length()", "[1].size()", "1.5.x", "-$n", "- 1", "+1", "0x1F", "1L", "1_000", "1,000", "$s.length()-1", "5-1", "5 - -1", "!-1",
			"not not $ok", "! !$ok", "!(!$ok)", "1 == 2 == false", "1 < 2 < 3", "$s == null", "null", "1 = 1", "$x = 1", "$s and", "and $s", "1 eq 1", "1eq 1", "$n eq$n", "'a' + 'b' 'c'", "$list[0]-1", "$n -1", "$n- 1", "$n -$i", "(1)(2)", "()", "( )")
	}
	return w.oneOf(
		option{5, func() string { return w.operand(depth) }},
		option{6, func() string { return w.binary(depth) }},
		option{2, func() string { return pick(w, "!", "not ", "! ") + w.negatable(depth) }},
		option{2, func() string { return "(" + w.pad() + w.expression(depth-1) + w.pad() + ")" }},
	)
}

// negatable writes an operand that "!" can stand before.
func (w *writer) negatable(depth int) string {
	if w.chance(0.4) {
		return "(" + w.expression(depth-1) + ")"
	}
	return w.ref(w.anyKind(), depth-1)
}

func (w *writer) pad() string {
	if w.chance(0.1) {
		return pick(w, " ", "  ", "\n", "\t")
	}
	return ""
}

func (w *writer) binary(depth int) string {
	op := w.oneOf(
		option{6, func() string { return pick(w, "+", "-", "*", "/", "%") }},
		option{5, func() string { return pick(w, "==", "!=", "<", ">", "<=", ">=", "eq", "ne", "lt", "gt", "le", "ge") }},
		option{3, func() string { return pick(w, "&&", "||", "and", "or") }},
	)
	left, right := w.expression(depth-1), w.expression(depth-1)
	if w.chance(0.5) {
		// Operands of a kind, so that arithmetic and comparison have something to do.
		k := pick(w, kindInt, kindInt, kindLong, kindDouble, kindBigInt, kindString, kindDecimal, kindBool, kindFloat, kindShort, kindByte, kindChar)
		other := pick(w, k, k, kindInt, kindDouble, kindLong, kindBigInt, kindDecimal, kindFloat, kindByte, kindString)
		left, right = w.value(k, depth-1), w.value(other, depth-1)
	}
	if w.chance(0.08) && !strings.ContainsAny(op, "abcdefghijklmnopqrstuvwxyz-") {
		return left + op + right
	}
	return left + " " + op + " " + right
}

func (w *writer) operand(depth int) string {
	return w.oneOf(
		option{4, func() string { return w.number() }},
		option{6, func() string { return w.ref(w.anyKind(), depth-1) }},
		option{3, func() string { return w.literal(depth - 1) }},
		option{1, func() string { return "$!" + strings.TrimPrefix(w.ref(w.anyKind(), 0), "$") }},
		option{1, func() string { return "${" + strings.TrimPrefix(w.ref(w.anyKind(), 0), "$") + "}" }},
		option{1, func() string { return w.path(depth - 1) }},
	)
}
