package java

import (
	"errors"
	"strings"
	"testing"
)

// overloads is a class with overloaded methods, each of which returns its own signature. What Velocity 1.7 calls on
// the same class in Java is what the tests of this file expect.
type overloads struct{ state string }

var overloadsClass = &Class{Name: "test.Overloads", Simple: "Overloads", Super: ObjectClass}

func init() {
	var rows []Method
	for _, sig := range []string{
		"f(int)", "f(long)", "f(Object)", "g(String)", "g(CharSequence)", "h(String,Object)", "h(Object,String)",
		"v(Object...)", "v(String)", "w(String,Object...)", "d(double)", "e(long...)", "z()", "y()", "y(int,int)",
		"n(Integer)", "n(String)", "c(char)", "p(List)", "p(Collection)", "q(List)", "q(Comparable)",
		"getName()", "getfoo()", "getFoo()", "isOpen()", "state()", "getError()", "get(String)", "setName(String)", "put(String,Object)",
	} {
		rows = append(rows, Method{Sig: sig, Cost: CostConst, Call: overloadsCall(sig)})
	}
	Define(overloadsClass, rows)
}

// overloadsCall returns what the method sig does: it answers its signature with the arguments it received.
func overloadsCall(sig string) MethodFunc {
	return func(m *Meter, self Value, args []Value) (Value, error) {
		o := self.(*overloads)
		switch sig {
		case "getError()":
			return nil, Throw("java.lang.IllegalStateException", "no")
		case "state()":
			return String(o.state), nil
		}
		text := sig
		for _, a := range args {
			text += " " + argumentText(a)
		}
		if strings.HasPrefix(sig, "set") || strings.HasPrefix(sig, "put") {
			o.state = text
		}
		return String(text), nil
	}
}

// argumentText shows an argument; the elements of an array in brackets.
func argumentText(v Value) string {
	a, ok := v.(*Array)
	if !ok {
		return ToString(nil, v)
	}
	var parts []string
	for i := range a.Len() {
		parts = append(parts, ToString(nil, a.At(i)))
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func (o *overloads) Class() *Class                            { return overloadsClass }
func (o *overloads) AppendString(_ *Meter, dst []byte) []byte { return append(dst, "overloads"...) }
func (o *overloads) Equals(_ *Meter, x Value) bool            { return x == Value(o) }
func (o *overloads) HashCode(*Meter) int32                    { return 1 }

// vals makes an argument list.
func vals(vs ...Value) []Value { return vs }

func TestInvoke(t *testing.T) {
	t.Parallel()
	s, i, l, x := String("s"), Int(5), Long(3000000000), Double(2.5)
	list := NewList(vals(Int(1), Int(2)))
	big := ParseInteger("12345678901234567890")
	strs := NewArray(stringClass, vals(String("p"), String("q")))
	ints := NewArray(primInt, vals(Int(1)))
	tests := []struct {
		name string
		args []Value
		want string // "" for not found, "!" for an *ArgumentError
	}{
		{"f", vals(i), "f(int) 5"},
		{"f", vals(l), "f(long) 3000000000"},
		{"f", vals(s), "f(Object) s"},
		{"f", vals(x), "f(Object) 2.5"},
		{"f", vals(big), "f(Object) 12345678901234567890"},
		{"f", vals(nil), "f(Object) null"},
		{"g", vals(s), "g(String) s"},
		{"g", vals(nil), "g(String) null"},
		{"g", vals(i), ""},
		{"h", vals(s, s), ""},
		{"h", vals(s, i), "h(String,Object) s 5"},
		{"h", vals(i, s), "h(Object,String) 5 s"},
		{"h", vals(nil, nil), ""},
		{"h", vals(i, i), ""},
		{"v", nil, "v(Object...) []"},
		{"v", vals(s), "v(String) s"},
		{"v", vals(i), "v(Object...) [5]"},
		{"v", vals(nil), "v(String) null"},
		{"v", vals(s, i), "v(Object...) [s,5]"},
		{"v", vals(strs), "v(Object...) [p,q]"},
		{"v", vals(list), "v(Object...) [[1, 2]]"},
		{"w", vals(s), "w(String,Object...) s []"},
		{"w", vals(s, i), "w(String,Object...) s [5]"},
		{"w", vals(s, strs), "w(String,Object...) s [p,q]"},
		{"w", vals(i), ""},
		{"w", nil, ""},
		{"w", vals(s, nil), "w(String,Object...) s null"},
		{"w", vals(s, nil, i), "w(String,Object...) s [null,5]"},
		{"d", vals(i), "d(double) 5"},
		{"d", vals(l), "d(double) 3000000000"},
		{"d", vals(big), ""},
		{"d", vals(nil), ""},
		{"e", vals(i), "e(long...) [5]"},
		{"e", vals(i, l), "e(long...) [5,3000000000]"},
		{"e", vals(s), ""},
		{"e", nil, "e(long...) []"},
		{"e", vals(ints), ""},
		{"z", nil, "z()"},
		{"z", vals(i), "!"},
		{"z", vals(nil, i), "!"},
		{"y", nil, "y()"},
		{"y", vals(i), "!"},
		{"y", vals(i, i), "y(int,int) 5 5"},
		{"y", vals(s, i), "!"},
		{"n", vals(i), "n(Integer) 5"},
		{"n", vals(s), "n(String) s"},
		{"n", vals(nil), ""},
		{"n", vals(l), ""},
		{"c", vals(Char('c')), "c(char) c"},
		{"c", vals(s), ""},
		{"p", vals(list), "p(List) [1, 2]"},
		{"p", vals(nil), "p(List) null"},
		{"q", vals(nil), ""},
		{"q", vals(s), "q(Comparable) s"},
		{"q", vals(list), "q(List) [1, 2]"},
		{"nope", nil, ""},
	}
	for _, tt := range tests {
		o := &overloads{}
		site := NewMethodSite(tt.name)
		calls := []func() (Value, bool, error){
			func() (Value, bool, error) { return Invoke(nil, o, tt.name, tt.args) },
			func() (Value, bool, error) { return site.Call(nil, o, tt.args) },
			func() (Value, bool, error) { return site.Call(nil, o, tt.args) }, // now remembered
		}
		for n, call := range calls {
			v, found, err := call()
			got := ""
			var misfit *ArgumentError
			switch {
			case errors.As(err, &misfit):
				got = "!"
			case err != nil:
				got = err.Error()
			case found:
				got = ToString(nil, v)
			}
			if got != tt.want {
				t.Errorf("%s%v, call %d: got %q, want %q", tt.name, tt.args, n, got, tt.want)
			}
		}
	}
}

// TestMethodSiteManyClasses checks a site that meets more classes than it remembers.
func TestMethodSiteManyClasses(t *testing.T) {
	t.Parallel()
	site := NewMethodSite("toString")
	property := NewPropertySite("class")
	values := vals(Int(1), Long(2), Double(3), Bool(true), String("x"), NewList(nil), NewMap(), Char('c'))
	for range 3 {
		for _, v := range values {
			got, found, err := site.Call(nil, v, nil)
			if want := ToString(nil, v); !found || err != nil || ToString(nil, got) != want {
				t.Errorf("%s: got %v, %v, %v", want, got, found, err)
			}
			c, err := property.Get(nil, v)
			if want := NewClassValue(v.Class()); err != nil || !want.Equals(nil, c) {
				t.Errorf("%v.class: got %v, %v", v, c, err)
			}
		}
	}
}

// TestCallCharges checks that calls are charged by the sizes their cost names.
func TestCallCharges(t *testing.T) {
	t.Parallel()
	long := String(strings.Repeat("x", 1600))
	tests := []struct {
		cost Cost
		want int64
	}{{CostConst, 1}, {CostSelf, 101}, {CostArgs, 201}, {CostAll, 301}, {CostInside, 1}}
	for _, tt := range tests {
		m := &Meter{}
		mt := &Method{Cost: tt.cost}
		mt.charge(m, long, vals(long, long, Int(1)))
		if steps, _ := m.Used(); steps != tt.want {
			t.Errorf("cost %d: charged %d, want %d", tt.cost, steps, tt.want)
		}
	}
}

func TestMethodNames(t *testing.T) {
	t.Parallel()
	got := strings.Join(MethodNames(overloadsClass), " ")
	want := "c d e equals f g get getClass getError getFoo getName getfoo h hashCode isOpen n notify notifyAll p put q setName state toString v w wait y z"
	if got != want {
		t.Errorf("got %s", got)
	}
}
