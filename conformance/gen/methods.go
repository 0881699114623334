package gen

import (
	_ "embed"
	"strings"
)

// kind is the type a generated expression is expected to have.
type kind string

// The kinds are Java classes by the names signatures use, and a few of our own.
const (
	kindAny      kind = "Object"
	kindNull     kind = "null"
	kindString   kind = "String"
	kindInt      kind = "Integer"
	kindLong     kind = "Long"
	kindDouble   kind = "Double"
	kindFloat    kind = "Float"
	kindShort    kind = "Short"
	kindByte     kind = "Byte"
	kindBool     kind = "Boolean"
	kindChar     kind = "Character"
	kindBigInt   kind = "BigInteger"
	kindDecimal  kind = "BigDecimal"
	kindList     kind = "ArrayList"
	kindMap      kind = "LinkedHashMap"
	kindSet      kind = "Set"
	kindValues   kind = "Collection"
	kindEntry    kind = "Entry"
	kindIterator kind = "Iterator"
	kindListIter kind = "ListIterator"
	kindArray    kind = "array"
	kindOptional kind = "Optional"
	kindStream   kind = "Stream"
	kindIntSteam kind = "IntStream"
	kindOther    kind = "other"
)

// signatures lists the methods a template can call, as Java 17 has them: the output of
// vtl/java/testdata/methods/Dump.java for the classes named in it.
//
//go:embed signatures.txt
var signatures string

// method is a Java method.
type method struct {
	name   string
	params []string
	result kind
}

// methodsOf holds the methods of each kind, in the order of signatures.
var methodsOf = readSignatures()

// unstable are methods without an answer that stays the same: identity hashes, sets in a random order, the
// environment, random numbers, other threads. "*" stands for every parameter list.
var unstable = map[string]bool{
	"wait": true, "notify": true, "notifyAll": true, "parallelStream": true, "parallel": true, "getInteger": true, "getLong": true,
	"getBoolean": true, "probablePrime": true, "ofEntries": true, "generate": true, "builder": true, "spliterator": true,
	"getClass": true, "resolveConstantDesc": true, "comparingByKey": true, "comparingByValue": true,
	// Methods that our engine says it does not have for some types: the lines marked "no" in vtl/java/testdata/methods.
	"describeConstable": true, "getName": true, "codePointOf": true,
}

// kindOf maps the types of signatures to kinds.
var kindOf = map[string]kind{
	"int": kindInt, "Integer": kindInt, "long": kindLong, "Long": kindLong, "double": kindDouble, "Double": kindDouble, "float": kindFloat,
	"Float": kindFloat, "short": kindShort, "Short": kindShort, "byte": kindByte, "Byte": kindByte, "boolean": kindBool, "Boolean": kindBool,
	"char": kindChar, "Character": kindChar, "String": kindString, "CharSequence": kindString, "Comparable": kindAny, "Object": kindAny,
	"BigInteger": kindBigInt, "BigDecimal": kindDecimal, "List": kindList, "Collection": kindValues, "Iterable": kindList, "Set": kindSet,
	"Map": kindMap, "Entry": kindEntry, "Iterator": kindIterator, "ListIterator": kindListIter, "Optional": kindOptional,
	"Stream": kindStream, "IntStream": kindIntSteam,
}

// typeKind returns the kind of values of a type in a signature.
func typeKind(name string) kind {
	if k, ok := kindOf[name]; ok {
		return k
	}
	if strings.HasSuffix(name, "[]") {
		return kindArray
	}
	return kindOther
}

// readSignatures reads the methods of each kind. Arrays, which are no class of their own, have what Velocity lets a template call on them.
func readSignatures() map[kind][]method {
	table := map[kind][]method{}
	var class kind
	for line := range strings.Lines(signatures) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "# "); ok {
			name, _, _ := strings.Cut(rest, ",")
			name = name[strings.LastIndexAny(name, ".$")+1:]
			class = kind(name)
			continue
		}
		if m, ok := readSignature(line); ok && stable(class, m) {
			table[class] = append(table[class], m)
		}
	}
	table[kindArray] = []method{
		{"size", nil, kindInt}, {"get", []string{"int"}, kindAny}, {"set", []string{"int", "Object"}, kindAny},
		{"isEmpty", nil, kindBool}, {"contains", []string{"Object"}, kindBool}, {"length", nil, kindNull}, {"iterator", nil, kindIterator},
	}
	return table
}

// readSignature reads "name(type,type) result flags".
func readSignature(line string) (method, bool) {
	head, rest, ok := strings.Cut(line, "(")
	if !ok {
		return method{}, false
	}
	params, rest, _ := strings.Cut(rest, ")")
	m := method{name: head}
	if params != "" {
		m.params = strings.Split(params, ",")
	}
	if f := strings.Fields(rest); len(f) > 0 {
		m.result = typeKind(f[0])
	}
	return m, true
}

// stable tells whether a call gives the same answer every time.
func stable(class kind, m method) bool {
	switch {
	case unstable[m.name]:
		return false
	case m.name == "of" || m.name == "copyOf":
		// Set.of and Map.of order their elements by a number drawn when Java starts.
		return class == kindList || class == kindStream || class == kindIntSteam
	case m.name == "hashCode" && len(m.params) == 0:
		return class != kindIterator && class != kindListIter && class != kindStream && class != kindIntSteam && class != kindOptional && class != kindValues
	case m.name == "iterate":
		return false
	}
	return true
}

// smallOnly are methods whose integer arguments drive the size of the result.
var smallOnly = map[string]bool{
	"repeat": true, "indent": true, "pow": true, "shiftLeft": true, "shiftRight": true, "setBit": true, "clearBit": true, "flipBit": true,
	"testBit": true, "setScale": true, "scaleByPowerOfTen": true, "movePointLeft": true, "movePointRight": true, "divide": true,
	"ensureCapacity": true, "limit": true, "skip": true, "range": true, "rangeClosed": true, "valueOf": true, "isProbablePrime": true,
}

// call writes a call of m, without the receiver.
func (w *writer) call(m method, depth int) string {
	params := m.params
	if w.chance(0.02) {
		params = w.wrongArity(params)
	}
	var args []string
	for i, p := range params {
		if elem, ok := strings.CutSuffix(p, "..."); ok {
			if w.chance(0.15) {
				args = append(args, w.argument("Object[]", m, depth))
				continue
			}
			for range w.r.IntN(3) {
				args = append(args, w.argument(elem, m, depth))
			}
			continue
		}
		if i == 0 && (m.name == "format" || m.name == "formatted") && p == "String" {
			args = append(args, w.formatString())
			continue
		}
		args = append(args, w.argument(p, m, depth))
	}
	return m.name + w.parens(args)
}

// parens writes an argument list, with the odd blank inside. Empty parentheses must be really empty.
func (w *writer) parens(args []string) string {
	if len(args) == 0 {
		return "()"
	}
	open, end := "(", ")"
	if w.chance(0.05) {
		open, end = "( ", pick(w, " )", "\n)", "\t)")
	}
	return open + strings.Join(args, pick(w, ", ", ", ", ",", " , ")) + end
}

func (w *writer) wrongArity(params []string) []string {
	if len(params) > 0 && w.chance(0.5) {
		return params[:len(params)-1]
	}
	return append(append([]string{}, params...), pick(w, "int", "String", "Object"))
}

// argument writes an argument for a parameter type. Operators are not allowed there.
func (w *writer) argument(param string, m method, depth int) string {
	if w.chance(0.04) && !smallOnly[m.name] {
		return w.value(w.anyKind(), depth-1)
	}
	if w.chance(0.03) {
		return pick(w, "$nul", "$nope", "$!nope")
	}
	switch param {
	case "int", "long", "short", "byte", "Integer", "Long":
		return w.intArgument(param, m, depth)
	case "char":
		return w.charRef()
	case "String", "CharSequence":
		return w.stringArgument(m, depth)
	case "Object", "Comparable":
		return w.value(w.anyKind(), depth-1)
	case "Object[]", "char[]", "byte[]", "int[]", "CharSequence[]":
		return w.arrayRef()
	}
	k := typeKind(param)
	if k == kindOther {
		// Functions, locales and the like: a template can only supply null.
		return pick(w, "$nul", "$nope", "1", "'x'", w.ref(kindString, 0))
	}
	if k == kindValues {
		k = pick(w, kindList, kindSet, kindValues)
	}
	return w.value(k, depth-1)
}

func (w *writer) intArgument(param string, m method, depth int) string {
	if depth > 0 && w.chance(0.2) && !smallOnly[m.name] {
		return w.ref(kindInt, depth-1)
	}
	if !smallOnly[m.name] && w.chance(0.1) {
		if strings.EqualFold(param, "long") {
			return pick(w, append(sampleLongs, sampleInts...)...)
		}
		return pick(w, sampleInts...)
	}
	if w.chance(0.1) && !smallOnly[m.name] {
		return "$i"
	}
	return pick(w, "0", "1", "2", "3", "0", "1", "-1", "4", "10")
}

func (w *writer) stringArgument(m method, depth int) string {
	switch m.name {
	case "replaceAll", "replaceFirst", "matches", "split":
		if w.chance(0.7) {
			return w.patternOrReplacement()
		}
	case "parseInt", "parseLong", "valueOf", "decode", "parseDouble", "parseUnsignedInt", "parseUnsignedLong":
		if w.chance(0.8) {
			return quote(pick(w, "7", "-12", "+5", "007", "0x1F", "1.5", "1e3", " 8", "", "abc", "2147483648", "NaN", "Infinity", ".5", "1_0", "٣"))
		}
	case "getBytes":
		return quote(pick(w, "UTF-8", "utf-8", "ISO-8859-1", "US-ASCII", "UTF-16", "nope"))
	}
	return w.value(kindString, depth-1)
}

// patternOrReplacement writes a Java regular expression or replacement as a string literal.
func (w *writer) patternOrReplacement() string {
	return quote(pick(w,
		"a", "l", ",", `\\.`[1:], `[a-c]`, `[^a-z]`, `\d+`, `\s*`, `(\w)(\w)`, `(?i)A`, `^.`, `.$`, `a|b`, `(?<x>l)`, `(?=l)`, `(?<!h)e`, `\bl`, "",
		"x*", `\p{L}`, `\p{Lu}`, `[\w&&[^l]]`, `.`, `(`, `[`, `\Q.\E`, `l{2}`, `(l+?)`, `(a)?b`, "$1", "$0", "${x}", `\$`, "_", `\\`, `$2`, `\u0041`,
		`[a-z&&[def]]`, `\R`, `\h`, `(?s).+`, `(?m)^`, `\p{Punct}`, `a++`, `(?>a*)`, `(\w)\1`, `\x41`, `\e`, `[\[\]]`, `-`, `[a-]`, `\S`, `\W`, `\D`,
	))
}

// formatString writes a format for String.format.
func (w *writer) formatString() string {
	return quote(w.repeat(1, 3, "", func() string {
		return pick(w, "%s", "%d", "%5d", "%-5s|", "%05d", "%x", "%X", "%c", "%b", "%.2f", "%e", "%g", "%,d", "%+d", "%n", "%%", "%2$s", "%1$s", "%S", "%h",
			"x", " ", "-", "%o", "%10.3f", "%(d", "% d", "%#x", "%<s", "%z", "%", "%-5d|", "%.3s", "%B", "%C", "%,.1f")
	}))
}

// quote writes a string literal in single quotes.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
