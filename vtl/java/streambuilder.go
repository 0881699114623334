package java

// StreamBuilder is a java.util.stream.Stream.Builder or one of its primitive forms.
type StreamBuilder struct {
	kind  streamKind
	elems []Value
	built bool
}

var _ consumer = (*StreamBuilder)(nil)

// The interfaces of builders and the classes that implement them, which are not public, by kind of stream.
var (
	builderIfaces = [streamKinds]*Class{
		iface("java.util.stream.Stream$Builder", "Builder", consumerIface),
		iface("java.util.stream.IntStream$Builder", "Builder", intConsumerIface),
		iface("java.util.stream.LongStream$Builder", "Builder", longConsumerIface),
		iface("java.util.stream.DoubleStream$Builder", "Builder", doubleConsumerIface),
	}
	builderClasses = [streamKinds]*Class{
		stageClass("Streams$StreamBuilderImpl", builderIfaces[refStream]),
		stageClass("Streams$IntStreamBuilderImpl", builderIfaces[intStream]),
		stageClass("Streams$LongStreamBuilderImpl", builderIfaces[longStream]),
		stageClass("Streams$DoubleStreamBuilderImpl", builderIfaces[doubleStream]),
	}
)

// builderMethods is java.util.stream.Stream.Builder, or its form for the primitive type named.
func builderMethods(elem string) []Method {
	return []Method{
		{Sig: "add(" + elem + ")", Cost: CostConst, Call: builderAdd},
		{Sig: "build()", Cost: CostConst, Call: making(streamBytes, builderBuild)},
	}
}

func init() {
	for k, elem := range [streamKinds]string{"Object", "int", "long", "double"} {
		defineNested(builderIfaces[k], builderMethods(elem))
	}
}

// builderRow returns the static method builder() of a kind of stream.
func builderRow(k streamKind) MethodFunc {
	return func(*Meter, Value, []Value) (Value, error) { return &StreamBuilder{kind: k}, nil }
}

// accept adds v, unless the stream was built.
func (b *StreamBuilder) accept(m *Meter, v Value) error {
	if b.built {
		return throwState("")
	}
	if b.kind != refStream {
		v = primitive(b.kind, v)
	}
	m.Bytes(valueBytes)
	b.elems = append(b.elems, v)
	return nil
}

// Class returns the builder's class.
func (b *StreamBuilder) Class() *Class { return builderClasses[b.kind] }

// AppendString appends Object.toString().
func (b *StreamBuilder) AppendString(m *Meter, dst []byte) []byte { return appendIdentity(m, dst, b) }

// Equals is identity.
func (b *StreamBuilder) Equals(_ *Meter, o Value) bool { return o == Value(b) }

// HashCode is the identity hash code.
func (b *StreamBuilder) HashCode(*Meter) int32 { return identityHash(b.Class()) }

// builderAdd is Stream.Builder#add(Object) and its primitive forms.
func builderAdd(m *Meter, self Value, args []Value) (Value, error) {
	if err := self.(consumer).accept(m, args[0]); err != nil {
		return nil, err
	}
	return self, nil
}

// builderBuild is Stream.Builder#build(), which works once.
func builderBuild(_ *Meter, self Value, _ []Value) (Value, error) {
	b := self.(*StreamBuilder)
	if b.built {
		return nil, throwState("")
	}
	b.built = true
	s := newStream(b.kind, b.elems)
	s.loose = false
	return s, nil
}
