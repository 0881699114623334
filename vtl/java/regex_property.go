package java

import (
	"strings"
	"sync"
	"unicode"
)

// property parses behind \p or \P, the next character being the letter, and returns the class.
func (p *patternParser) property(negated bool) classSet {
	braces := p.next() == '{'
	if !braces {
		p.unread()
	}
	set := p.namedProperty(p.propertyName(braces))
	if negated {
		// Java does not look whether the complement has supplementary members.
		p.codePoints = true
		return set.negate()
	}
	return set
}

// propertyName reads the name of a property: one letter, or up to the closing brace.
func (p *patternParser) propertyName(braces bool) string {
	p.next()
	if !braces {
		r := p.text[p.at]
		p.read()
		return string(appendRune(nil, r))
	}
	start := p.at
	p.text[p.size] = '}'
	for p.read() != '}' {
	}
	p.text[p.size] = 0
	end := p.at
	if end > p.size {
		p.fail("Unclosed character family")
	}
	if start+1 >= end {
		p.fail("Empty character family")
	}
	return string(p.text[start : end-1])
}

// namedProperty returns the class of \p{name}.
func (p *patternParser) namedProperty(name string) classSet {
	if key, value, ok := strings.Cut(name, "="); ok {
		return p.valuedProperty(toLowerASCII(key), value)
	}
	ignoreCase := p.has(flagCaseInsensitive)
	var set classSet
	ok := false
	switch {
	case strings.HasPrefix(name, "In"):
		set.set, ok = unicodeBlock(name[2:])
	case strings.HasPrefix(name, "Is"):
		if set.set, ok = unicodeProperty(strings.ToUpper(name[2:]), ignoreCase); ok {
			break
		}
		if set, ok = javaProperty(name[2:], ignoreCase); !ok {
			set.set, ok = unicodeScript(name[2:])
		}
	default:
		if p.has(flagUnicodeClass) {
			set.set, ok = posixProperty(strings.ToUpper(name), ignoreCase)
		}
		if !ok {
			set, ok = javaProperty(name, ignoreCase)
		}
	}
	if !ok {
		p.fail("Unknown character property name {" + name + "}")
	}
	return set
}

// valuedProperty returns the class of \p{key=value}.
func (p *patternParser) valuedProperty(key, value string) classSet {
	var set classSet
	ok := false
	switch key {
	case "sc", "script":
		set.set, ok = unicodeScript(value)
	case "blk", "block":
		set.set, ok = unicodeBlock(value)
	case "gc", "general_category":
		set, ok = javaProperty(value, p.has(flagCaseInsensitive))
	}
	if !ok {
		p.fail("Unknown Unicode property {name=<" + key + ">, value=<" + value + ">}")
	}
	return set
}

// toLowerASCII returns s with ASCII letters in lower case.
func toLowerASCII(s string) string { return strings.Map(asciiLower, s) }

// unicodeBlock returns the code points of the block that Character.UnicodeBlock.forName knows by this name.
func unicodeBlock(name string) (runeSet, bool) {
	set, ok := blocks()[strings.ToUpper(name)]
	return set, ok
}

// scripts maps the upper-case names of scripts to Go's tables.
var scripts = sync.OnceValue(func() map[string]*unicode.RangeTable {
	all := map[string]*unicode.RangeTable{}
	for name, t := range unicode.Scripts {
		all[strings.ToUpper(name)] = t
	}
	for _, name := range []string{"CYPRO_MINOAN", "KAWI", "NAG_MUNDARI", "OLD_UYGHUR", "TANGSA", "TOTO", "VITHKUQI"} {
		delete(all, name) // newer than Java 17
	}
	return all
})

// scriptSets holds the sets of scripts in use, by upper-case long name.
var scriptSets sync.Map

// unicodeScript returns the code points of the script that Character.UnicodeScript.forName knows by this name.
func unicodeScript(name string) (runeSet, bool) {
	name = strings.ToUpper(name)
	if long, ok := scriptAliases()[name]; ok {
		name = long
	}
	if set, ok := scriptSets.Load(name); ok {
		return set.(runeSet), true
	}
	set := runeSet(nil)
	if t := scripts()[name]; t != nil {
		set = scriptSet(name, t)
	} else if name == "UNKNOWN" {
		for _, t := range scripts() {
			set = set.union(scriptSet("", t))
		}
		set = set.negate()
	} else {
		return nil, false
	}
	scriptSets.Store(name, set)
	return set, true
}

// unifiedSigns are the ideographic reading marks that Java 17 has in no particular script.
var unifiedSigns = rangesOf(0x16FE2, 0x16FE3)

// scriptSet returns the code points of a script as far as Java 17 has them.
func scriptSet(name string, t *unicode.RangeTable) runeSet {
	set := tableSet(t).intersect(kindSet("assigned", func(k uint32) bool { return k&kindCategory != categoryUnassigned }))
	switch name {
	case "HAN":
		return set.minus(unifiedSigns)
	case "COMMON":
		return set.union(unifiedSigns)
	}
	return set
}

// kindSets holds the sets that kindSet made, by name.
var kindSets sync.Map

// kindSet returns the code points whose kind answers yes to has. The set is kept under name.
func kindSet(name string, has func(kind uint32) bool) runeSet {
	if set, ok := kindSets.Load(name); ok {
		return set.(runeSet)
	}
	var set runeSet
	for i, run := range charRuns {
		if !has(charKinds[run&(1<<runShift-1)]) {
			continue
		}
		end := rune(maxRune)
		if i+1 < len(charRuns) {
			end = rune(charRuns[i+1]>>runShift) - 1
		}
		set = set.push(rune(run>>runShift), end)
	}
	kindSets.Store(name, set)
	return set
}

// bitSet returns the code points that have any of the bits of mask in their kind.
func bitSet(name string, mask uint32) runeSet {
	return kindSet(name, func(k uint32) bool { return k&mask != 0 })
}
