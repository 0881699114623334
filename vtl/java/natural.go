package java

import "slices"

// comparison orders two values as a java.util.Comparator does: negative, 0 or positive. The error is what the
// Java code throws.
type comparison func(m *Meter, a, b Value) (int, error)

// naturalCompare is ((Comparable) a).compareTo(b). It throws ClassCastException for values that are not
// comparable to each other and NullPointerException for null.
func naturalCompare(m *Meter, a, b Value) (int, error) {
	if x, ok := a.(Int); ok {
		if y, ok := b.(Int); ok {
			m.Step(1)
			return order(x, y), nil
		}
	}
	if x, ok := a.(String); ok {
		if y, ok := b.(String); ok {
			m.Step(1 + min(len(x), len(y))>>6)
			return compareText(string(x), string(y)), nil
		}
	}
	if a == nil {
		return 0, throwNull(`Cannot invoke "java.lang.Comparable.compareTo(Object)" because "a" is null`)
	}
	c := a.Class()
	if !c.IsA(comparableClass) {
		return 0, throwCast(c, comparableClass)
	}
	args := [1]Value{b}
	mt := c.find("compareTo", args[:])
	if mt == nil {
		return 0, throwNull("")
	}
	r, err := mt.invoke(m, a, args[:])
	if err != nil {
		return 0, err
	}
	return int(argInt(r)), nil
}

// sortValues sorts vs in place as List.sort(c) does: stable, by natural order when cmp is nil. On an error vs is
// left in no particular order. It charges by comparisons.
func sortValues(m *Meter, vs []Value, cmp comparison) error {
	if cmp == nil {
		cmp = naturalCompare
	}
	if len(vs) < shortSort {
		return insertionSort(m, vs, cmp)
	}
	m.Bytes(len(vs) * valueBytes)
	var failed error
	slices.SortStableFunc(vs, func(a, b Value) int {
		if failed != nil {
			return 0
		}
		m.Step(1)
		r, err := cmp(m, a, b)
		failed = err
		return r
	})
	return failed
}

// shortSort is the number of elements from which Java sorts with merges; below it the order of comparisons, and
// so the exception for elements that cannot be compared, is that of insertionSort.
const shortSort = 32

// insertionSort sorts the run at the start of vs first, turning it where it descends, and then inserts what
// follows by binary search, later elements compared with earlier ones.
func insertionSort(m *Meter, vs []Value, cmp comparison) error {
	if len(vs) < 2 {
		return nil
	}
	run, err := firstRun(m, vs, cmp)
	if err != nil {
		return err
	}
	for i := run; i < len(vs); i++ {
		v := vs[i]
		lo, hi := 0, i
		for lo < hi {
			mid := (lo + hi) / 2
			m.Step(1)
			r, err := cmp(m, v, vs[mid])
			if err != nil {
				return err
			}
			if r < 0 {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		copy(vs[lo+1:i+1], vs[lo:i])
		vs[lo] = v
	}
	return nil
}

// firstRun returns the length of the ascending run that vs, which has two elements at least, starts with. A
// strictly descending run is reversed first.
func firstRun(m *Meter, vs []Value, cmp comparison) (int, error) {
	descending := false
	for i := 1; i < len(vs); i++ {
		m.Step(1)
		r, err := cmp(m, vs[i], vs[i-1])
		if err != nil {
			return 0, err
		}
		if i == 1 {
			descending = r < 0
		}
		if (r < 0) != descending {
			if descending {
				slices.Reverse(vs[:i])
			}
			return i, nil
		}
	}
	if descending {
		slices.Reverse(vs)
	}
	return len(vs), nil
}
