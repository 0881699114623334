package java

import "math"

// Statistics is a java.util.IntSummaryStatistics, LongSummaryStatistics or DoubleSummaryStatistics.
type Statistics struct {
	kind  streamKind // intStream, longStream or doubleStream
	count int64

	whole     int64 // sum of whole numbers, wrapped to 64 bits
	low, high int64

	double, compensation, simple float64 // sum of doubles with its compensation, and without
	least, most                  float64
}

var _ consumer = (*Statistics)(nil)

// The classes of statistics, by the kind of stream they come from.
var statisticsClasses = [streamKinds]*Class{
	intStream: {
		Name: "java.util.IntSummaryStatistics", Simple: "IntSummaryStatistics", Super: ObjectClass, Ifaces: []*Class{intConsumerIface},
	},
	longStream: {
		Name: "java.util.LongSummaryStatistics", Simple: "LongSummaryStatistics", Super: ObjectClass, Ifaces: []*Class{longConsumerIface, intConsumerIface},
	},
	doubleStream: {
		Name: "java.util.DoubleSummaryStatistics", Simple: "DoubleSummaryStatistics", Super: ObjectClass, Ifaces: []*Class{doubleConsumerIface},
	},
}

// statisticsMethods is what the three classes share; name is the part of their names that tells them apart.
func statisticsMethods(name string) []Method {
	return []Method{
		{Sig: "combine(" + name + "SummaryStatistics)", Cost: CostConst, Call: statisticsCombine},
		{Sig: "getAverage()", Cost: CostConst, Call: statisticsAverage},
		{Sig: "getCount()", Cost: CostConst, Call: statisticsCount},
		{Sig: "getMax()", Cost: CostConst, Call: statisticsMax},
		{Sig: "getMin()", Cost: CostConst, Call: statisticsMin},
		{Sig: "getSum()", Cost: CostConst, Call: statisticsSum},
	}
}

func init() {
	Define(statisticsClasses[intStream], statisticsMethods("Int"))
	Define(statisticsClasses[longStream], statisticsMethods("Long"))
	Define(statisticsClasses[doubleStream], statisticsMethods("Double"))
}

// newStatistics returns the statistics of no numbers.
func newStatistics(k streamKind) *Statistics {
	st := &Statistics{kind: k, low: math.MaxInt64, high: math.MinInt64, least: math.Inf(1), most: math.Inf(-1)}
	if k == intStream {
		st.low, st.high = math.MaxInt32, math.MinInt32
	}
	return st
}

// accept counts a number in.
func (st *Statistics) accept(_ *Meter, v Value) error {
	st.count++
	if st.kind != doubleStream {
		n := argLong(v)
		st.whole += n
		st.low, st.high = min(st.low, n), max(st.high, n)
		return nil
	}
	d := argDouble(v)
	st.simple += d
	st.add(d)
	st.least, st.most = min(st.least, d), max(st.most, d)
	return nil
}

// add adds d to the compensated sum (Kahan).
func (st *Statistics) add(d float64) {
	t := d - st.compensation
	s := st.double + t
	st.compensation = (s - st.double) - t
	st.double = s
}

// sum returns the sum of doubles: the compensated one, but infinity where only compensation made it NaN.
func (st *Statistics) sum() float64 {
	s := st.double - st.compensation
	if math.IsNaN(s) && math.IsInf(st.simple, 0) {
		return st.simple
	}
	return s
}

// average returns the arithmetic mean, 0 of no numbers.
func (st *Statistics) average() float64 {
	switch {
	case st.count == 0:
		return 0
	case st.kind == doubleStream:
		return st.sum() / float64(st.count)
	}
	return float64(st.whole) / float64(st.count)
}

// min returns the least number, the greatest possible of no numbers.
func (st *Statistics) min() Value { return st.number(st.low, st.least) }

// max returns the greatest number, the least possible of no numbers.
func (st *Statistics) max() Value { return st.number(st.high, st.most) }

// total returns the sum: a Long, or a Double.
func (st *Statistics) total() Value {
	if st.kind == doubleStream {
		return Double(st.sum())
	}
	return Long(st.whole)
}

// number returns the one of two numbers that counts, as the type the statistics are of.
func (st *Statistics) number(whole int64, double float64) Value {
	switch st.kind {
	case intStream:
		return IntValue(int32(whole))
	case longStream:
		return Long(whole)
	}
	return Double(double)
}

// Class returns the class of the kind.
func (st *Statistics) Class() *Class { return statisticsClasses[st.kind] }

// AppendString appends toString(): IntSummaryStatistics{count=2, sum=3, min=1, average=1.500000, max=2}, with six
// decimals for doubles.
func (st *Statistics) AppendString(m *Meter, dst []byte) []byte {
	dst = append(append(dst, st.Class().Simple...), "{count="...)
	for _, part := range []struct {
		name string
		v    Value
	}{{"", Long(st.count)}, {", sum=", st.total()}, {", min=", st.min()}, {", average=", Double(st.average())}, {", max=", st.max()}} {
		dst = append(dst, part.name...)
		if d, ok := part.v.(Double); ok {
			text, _ := Format(m, "%f", []Value{d})
			dst = append(dst, text...)
			continue
		}
		dst = part.v.AppendString(m, dst)
	}
	return append(dst, '}')
}

// Equals is identity.
func (st *Statistics) Equals(_ *Meter, o Value) bool { return o == Value(st) }

// HashCode is the identity hash code.
func (st *Statistics) HashCode(*Meter) int32 { return identityHash(st.Class()) }

// statisticsCombine is combine(IntSummaryStatistics) and the like.
func statisticsCombine(_ *Meter, self Value, args []Value) (Value, error) {
	if args[0] == nil {
		return nil, throwNull(`Cannot read field "count" because "other" is null`)
	}
	st, o := self.(*Statistics), *args[0].(*Statistics)
	st.count += o.count
	st.whole += o.whole
	st.low, st.high = min(st.low, o.low), max(st.high, o.high)
	st.simple += o.simple
	st.add(o.double)
	st.add(-o.compensation)
	st.least, st.most = min(st.least, o.least), max(st.most, o.most)
	return voidResult, nil
}

// statisticsAverage is getAverage().
func statisticsAverage(_ *Meter, self Value, _ []Value) (Value, error) {
	return Double(self.(*Statistics).average()), nil
}

// statisticsCount is getCount().
func statisticsCount(_ *Meter, self Value, _ []Value) (Value, error) {
	return Long(self.(*Statistics).count), nil
}

// statisticsMax is getMax().
func statisticsMax(_ *Meter, self Value, _ []Value) (Value, error) {
	return self.(*Statistics).max(), nil
}

// statisticsMin is getMin().
func statisticsMin(_ *Meter, self Value, _ []Value) (Value, error) {
	return self.(*Statistics).min(), nil
}

// statisticsSum is getSum().
func statisticsSum(_ *Meter, self Value, _ []Value) (Value, error) {
	return self.(*Statistics).total(), nil
}
