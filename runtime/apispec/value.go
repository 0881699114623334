package apispec

// kind says what a value of a document is.
type kind uint8

// The kinds of values.
const (
	kindNull kind = iota
	kindBool
	kindNumber
	kindText
	kindList
	kindObject
)

// String returns the kind as messages name it, with its article.
func (k kind) String() string {
	switch k {
	case kindNull:
		return "null"
	case kindBool:
		return "true or false"
	case kindNumber:
		return "a number"
	case kindText:
		return "a string"
	case kindList:
		return "a list"
	default:
		return "an object"
	}
}

// style says how the text of a value stands in the source, so that offsets in the text can be found there.
type style uint8

// The styles of text.
const (
	styleNone    style = iota // made up: not in the source, or not as it is there
	stylePlain                // YAML without quotes, or a JSON word
	styleSingle               // YAML in single quotes
	styleDouble               // JSON, or YAML in double quotes
	styleLiteral              // YAML block |
	styleFolded               // YAML block >
)

// value is a value of a document: JSON's data with order, and the place in the source. Values are not changed once a
// document is read, and may be shared by several places (YAML aliases).
type value struct {
	kind   kind
	style  style
	from   int            // byte offset in the source
	to     int            // byte offset behind the value; for lists and objects somewhere behind from
	text   string         // of text; numbers as JSON writes them; "true" or "false"
	items  []*value       // of a list
	fields []field        // of an object, in order, keys distinct
	index  map[string]int // of large objects: key to place in fields
	tag    string         // a YAML tag of CloudFormation such as "!Sub"; else ""
}

// field is an entry of an object.
type field struct {
	key *value // text
	val *value
}

// smallObject is the number of fields up to which they are searched one by one.
const smallObject = 8

// get returns the value of a field, nil when there is none or v is no object.
func (v *value) get(key string) *value {
	if f := v.field(key); f != nil {
		return f.val
	}
	return nil
}

// field returns the entry with the key, nil when there is none or v is no object.
func (v *value) field(key string) *field {
	if v.index != nil {
		if i, ok := v.index[key]; ok {
			return &v.fields[i]
		}
		return nil
	}
	for i := range v.fields {
		if v.fields[i].key.text == key {
			return &v.fields[i]
		}
	}
	return nil
}

// add appends a field and tells whether its key is new; a key that is there already is left as it was.
func (v *value) add(key, val *value) bool {
	if v.field(key.text) != nil {
		return false
	}
	v.fields = append(v.fields, field{key, val})
	switch {
	case v.index != nil:
		v.index[key.text] = len(v.fields) - 1
	case len(v.fields) > smallObject:
		v.index = make(map[string]int, 2*len(v.fields))
		for i := range v.fields {
			v.index[v.fields[i].key.text] = i
		}
	}
	return true
}

// newObject returns an empty object that stands nowhere.
func newObject() *value { return &value{kind: kindObject} }

// newText returns a text that stands nowhere.
func newText(s string) *value { return &value{kind: kindText, text: s} }

// newList returns a list that stands nowhere.
func newList(items ...*value) *value { return &value{kind: kindList, items: items} }

// newBool returns true or false, standing nowhere.
func newBool(b bool) *value {
	if b {
		return &value{kind: kindBool, text: "true"}
	}
	return &value{kind: kindBool, text: "false"}
}

// newNumber returns a number, standing nowhere; text is as JSON writes it.
func newNumber(text string) *value { return &value{kind: kindNumber, text: text} }

// set adds a field to an object under construction, in place of an earlier one.
func (v *value) set(key string, val *value) *value {
	if f := v.field(key); f != nil {
		f.val = val
		return v
	}
	v.add(newText(key), val)
	return v
}

// setText adds a field with text, unless the text is empty.
func (v *value) setText(key, text string) *value {
	if text == "" {
		return v
	}
	return v.set(key, newText(text))
}
