package java

import "testing"

// callText calls a method and returns the result as text, or the exception.
func callText(o Value, name string, args ...Value) string {
	v, found, err := Invoke(nil, o, name, args)
	switch {
	case err != nil:
		return err.Error()
	case !found:
		return "not found"
	}
	return argumentText(v)
}

func TestObjectMethods(t *testing.T) {
	t.Parallel()
	notOwner := "java.lang.IllegalMonitorStateException: current thread is not owner"
	for _, tt := range []struct{ got, want string }{
		{callText(Int(7), "equals", Int(7)), "true"},
		{callText(Int(7), "equals", nil), "false"},
		{callText(&overloads{}, "toString"), "overloads"},
		{callText(&overloads{}, "hashCode"), "1"},
		{callText(&overloads{}, "getClass"), "class test.Overloads"},
		{callText(String("s"), "notify"), notOwner},
		{callText(String("s"), "notifyAll"), notOwner},
		{callText(String("s"), "wait"), notOwner},
		{callText(String("s"), "wait", Int(1)), notOwner},
		{callText(String("s"), "wait", Int(-1)), "java.lang.IllegalArgumentException: timeout value is negative"},
		{callText(String("s"), "wait", Int(1), Int(1000000)), "java.lang.IllegalArgumentException: nanosecond timeout value out of range"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

// TestClassValue compares with what Java 17 answers for the same classes.
func TestClassValue(t *testing.T) {
	t.Parallel()
	str, list, integer := NewClassValue(stringClass), NewClassValue(ListClass), NewClassValue(integerClass)
	strs, ints := NewClassValue(arrayOf(stringClass)), NewClassValue(arrayOf(arrayOf(primInt)))
	prim, iface := NewClassValue(primInt), NewClassValue(mapIface)
	entry := NewClassValue(entryIface)
	for _, tt := range []struct{ got, want string }{
		{callText(str, "getName"), "java.lang.String"},
		{callText(str, "getSimpleName"), "String"},
		{callText(str, "toString"), "class java.lang.String"},
		{callText(iface, "toString"), "interface java.util.Map"},
		{callText(prim, "toString"), "int"},
		{callText(strs, "toString"), "class [Ljava.lang.String;"},
		{callText(strs, "getTypeName"), "java.lang.String[]"},
		{callText(ints, "getName"), "[[I"},
		{callText(ints, "getCanonicalName"), "int[][]"},
		{callText(entry, "getCanonicalName"), "java.util.Map.Entry"},
		{callText(entry, "isMemberClass"), "true"},
		{callText(strs, "getComponentType"), "class java.lang.String"},
		{callText(str, "getComponentType"), "null"},
		{callText(integer, "getSuperclass"), "class java.lang.Number"},
		{callText(iface, "getSuperclass"), "null"},
		{callText(str, "getPackageName"), "java.lang"},
		{callText(ints, "getPackageName"), "java.lang"},
		{callText(str, "getPackage"), "package java.lang"},
		{callText(strs, "getPackage"), "null"},
		{callText(str, "getModifiers"), "17"},
		{callText(list, "getModifiers"), "1"},
		{callText(iface, "getModifiers"), "1537"},
		{callText(strs, "getModifiers"), "1041"},
		{callText(strs, "isArray"), "true"},
		{callText(iface, "isInterface"), "true"},
		{callText(prim, "isPrimitive"), "true"},
		{callText(str, "isEnum"), "false"},
		{callText(str, "descriptorString"), "Ljava/lang/String;"},
		{callText(ints, "descriptorString"), "[[I"},
		{callText(str, "arrayType"), "class [Ljava.lang.String;"},
		{callText(str, "isInstance", String("x")), "true"},
		{callText(str, "isInstance", nil), "false"},
		{callText(NewClassValue(collectionClass), "isInstance", NewList(nil)), "true"},
		{callText(NewClassValue(collectionClass), "isAssignableFrom", list), "true"},
		{callText(list, "isAssignableFrom", NewClassValue(collectionClass)), "false"},
		{callText(str, "cast", String("x")), "x"},
		{callText(str, "cast", Int(1)), "java.lang.ClassCastException: Cannot cast java.lang.Integer to java.lang.String"},
		{callText(str, "equals", NewClassValue(stringClass)), "true"},
		{callText(str, "equals", list), "false"},
		{callText(str, "getClass"), "class java.lang.Class"},
		// Static methods work through the class, others do not, and nothing leads to other objects.
		{callText(integer, "parseInt", String("7")), "7"},
		{callText(integer, "toHexString", Int(255)), "ff"},
		{callText(str, "join", String("-"), String("a"), String("b")), "a-b"},
		{callText(str, "substring", Int(1)), "java.lang.IllegalArgumentException: object is not an instance of declaring class"},
		{callText(str, "forName", String("java.lang.Runtime")), "not found"},
		{callText(str, "getClassLoader"), "not found"},
		{callText(str, "getMethods"), "not found"},
		{callText(list, "newInstance"), "not found"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestIterableOf(t *testing.T) {
	t.Parallel()
	m := NewMap()
	m.Put(nil, String("k"), Int(1))
	m.Put(nil, String("l"), nil)
	stream, _, _ := Invoke(nil, NewList(vals(Int(1))), "stream", nil)
	iterator, _, _ := Invoke(nil, NewList(vals(Int(1), Int(2))), "iterator", nil)
	for _, tt := range []struct {
		o    Value
		want string
	}{
		{NewList(vals(Int(1), nil, String("x"))), "1 null x "},
		{NewRange(3, 1), "3 2 1 "},
		{NewArray(primInt, vals(Int(4), Int(5))), "4 5 "},
		{m, "1 null "},
		{iterator, "1 2 "},
		{iterator, ""}, // used up
		{NewList(nil), ""},
		{stream, "org.apache.velocity.exception.VelocityException: Error invoking the method 'iterator' on class '" + stream.Class().Name + "'"},
		{String("x"), "no"},
		{Int(1), "no"},
		{nil, "no"},
		{NewOptional(Int(1)), "no"},
	} {
		if got := walkText(tt.o); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.o, got, tt.want)
		}
	}
}

// walkText walks o and returns its elements as text, or the exception; "no" for what cannot be walked.
func walkText(o Value) string {
	it, ok := IterableOf(o)
	if !ok {
		return "no"
	}
	text := ""
	for walk := it.Iterate(nil); walk.HasNext(); {
		v, err := walk.Next(nil)
		if err != nil {
			return err.Error()
		}
		text += ToString(nil, v) + " "
	}
	return text
}
