package java

import "strconv"

// voidResult is what a method without a result returns: Velocity prints nothing for it.
var voidResult Value = String("")

// throwNull returns a NullPointerException. detail is Java's explanation, "" where it gives none.
func throwNull(detail string) error { return Throw("java.lang.NullPointerException", detail) }

// throwUnsupported returns an UnsupportedOperationException with msg, mostly "".
func throwUnsupported(msg string) error {
	return Throw("java.lang.UnsupportedOperationException", msg)
}

// missing is the row of a method that Java 17 has and this package has not; a call fails with its name and the reason.
func missing(class, sig, why string) Method {
	msg := class + "." + sig + " of Java is missing here: " + why
	return Method{Sig: sig, Cost: CostConst, Missing: true, Call: func(*Meter, Value, []Value) (Value, error) { return nil, throwUnsupported(msg) }}
}

// describeConstable is the missing method of the classes whose constants are described by how they are computed.
func describeConstable(class string) Method {
	return missing(class, "describeConstable()", "it describes the value for class files")
}

// throwComodified returns the ConcurrentModificationException of a fail-fast iterator or sublist.
func throwComodified() error { return Throw("java.util.ConcurrentModificationException", "") }

// throwNoElement returns a NoSuchElementException with msg, mostly "".
func throwNoElement(msg string) error { return Throw("java.util.NoSuchElementException", msg) }

// throwState returns an IllegalStateException with msg, "" for iterators.
func throwState(msg string) error { return Throw("java.lang.IllegalStateException", msg) }

// throwArgument returns an IllegalArgumentException with msg.
func throwArgument(msg string) error { return Throw("java.lang.IllegalArgumentException", msg) }

// throwIndex returns the IndexOutOfBoundsException of java.util.Objects.checkIndex.
func throwIndex(i, n int) error {
	return throwBounds("Index " + strconv.Itoa(i) + " out of bounds for length " + strconv.Itoa(n))
}

// throwPosition returns the IndexOutOfBoundsException of the list methods that take a position between elements.
func throwPosition(i, n int) error {
	return throwBounds("Index: " + strconv.Itoa(i) + ", Size: " + strconv.Itoa(n))
}

// throwArrayIndex returns the exception of an access outside a Java array.
func throwArrayIndex(i, n int) error {
	return Throw("java.lang.ArrayIndexOutOfBoundsException", "Index "+strconv.Itoa(i)+" out of bounds for length "+strconv.Itoa(n))
}

// throwBounds returns an IndexOutOfBoundsException with msg.
func throwBounds(msg string) error { return Throw("java.lang.IndexOutOfBoundsException", msg) }

// throwCast returns the ClassCastException of a value of class from used as to, as the virtual machine words it
// for classes of java.base.
func throwCast(from, to *Class) error {
	return Throw("java.lang.ClassCastException", "class "+from.Name+" cannot be cast to class "+to.Name+
		" ("+from.Name+" and "+to.Name+" are in module java.base of loader 'bootstrap')")
}

// identityHash returns the identity hash code of an object of class c. Java draws it at random; here it depends on
// the class alone, so that output repeats from run to run.
func identityHash(c *Class) int32 { return stringHash(c.Name) & 0x7fffffff }

// appendIdentity appends what Object.toString() returns for v: class name, @, hash code in hexadecimal.
func appendIdentity(m *Meter, dst []byte, v Value) []byte {
	dst = append(append(dst, v.Class().Name...), '@')
	return strconv.AppendUint(dst, uint64(uint32(v.HashCode(m))), 16)
}
