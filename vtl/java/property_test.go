package java

import (
	"errors"
	"testing"
)

func TestProperty(t *testing.T) {
	t.Parallel()
	m := NewMap()
	m.Put(nil, String("size"), String("S"))
	m.Put(nil, String("class"), String("C"))
	m.Put(nil, String("none"), nil)
	tests := []struct {
		o          Value
		name, want string
		has        bool
	}{
		{&overloads{}, "name", "getName()", true},
		{&overloads{}, "Name", "getName()", true},
		{&overloads{}, "foo", "getfoo()", true},
		{&overloads{}, "Foo", "getFoo()", true},
		{&overloads{}, "open", "get(String) open", true},
		{m, "size", "S", true},
		{m, "class", "class java.util.LinkedHashMap", true},
		{m, "none", "null", true},
		{m, "empty", "null", true},
		{String("x"), "empty", "false", true},
		{String("x"), "Empty", "false", true},
		{String("x"), "bytes", "[120]", true},
		{String("x"), "length", "null", false},
		{NewList(nil), "empty", "true", true},
		{NewList(nil), "size", "null", false},
		{NewOptional(Int(1)), "empty", "null", true}, // Velocity finds get() first, which takes no name
		{Int(1), "class", "class java.lang.Integer", true},
		{Int(1), "", "null", false},
	}
	for _, tt := range tests {
		site := NewPropertySite(tt.name)
		for n, read := range []func() (Value, error){
			func() (Value, error) { return Property(nil, tt.o, tt.name) },
			func() (Value, error) { return site.Get(nil, tt.o) },
			func() (Value, error) { return site.Get(nil, tt.o) },
		} {
			v, err := read()
			if got := argumentText(v); err != nil || got != tt.want {
				t.Errorf("%s.%s, read %d: got %s, %v, want %s", tt.o.Class().Simple, tt.name, n, got, err, tt.want)
			}
		}
		if has := HasProperty(tt.o, tt.name); has != tt.has {
			t.Errorf("%s has %s: %v", tt.o.Class().Simple, tt.name, has)
		}
	}
	if _, err := Property(nil, &overloads{}, "error"); err == nil || err.Error() != "java.lang.IllegalStateException: no" {
		t.Errorf("a failing getter gave %v", err)
	}
}

func TestSetProperty(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		value Value
		want  string
	}{
		{"name", String("n"), "setName(String) n"},
		{"Name", String("n"), "setName(String) n"},
		{"name", nil, "setName(String) null"},
		{"name", Int(5), "put(String,Object) name 5"},
		{"other", Int(5), "put(String,Object) other 5"},
	} {
		o := &overloads{}
		if found, err := SetProperty(nil, o, tt.name, tt.value); !found || err != nil || o.state != tt.want {
			t.Errorf("%s = %v: got %q, %v, %v, want %q", tt.name, tt.value, o.state, found, err, tt.want)
		}
	}
	m := NewMap()
	if found, err := SetProperty(nil, m, "k", Int(1)); !found || err != nil || ToString(nil, m) != "{k=1}" {
		t.Errorf("map: %v, %v, %s", found, err, ToString(nil, m))
	}
	if found, err := SetProperty(nil, String("x"), "k", Int(1)); found || err != nil {
		t.Errorf("string: %v, %v", found, err)
	}
	// BigInteger.setBit(int) looks like a setter of the property bit.
	if found, err := SetProperty(nil, ParseInteger("12345678901234567890"), "bit", Int(1)); !found || err != nil {
		t.Errorf("BigInteger: %v, %v", found, err)
	}
	_, err := SetProperty(nil, ParseInteger("12345678901234567890"), "bit", Int(-1))
	var ex *Exception
	if !errors.As(err, &ex) {
		t.Errorf("BigInteger.setBit(-1) gave %v", err)
	}
}
