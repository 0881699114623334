package java

// consumer is a Value that is a java.util.function.Consumer or one of its primitive forms. Stream builders and
// summary statistics are the consumers a template can get.
type consumer interface {
	Value
	// accept is accept(v).
	accept(m *Meter, v Value) error
}

// consumerMethods is java.util.function.Consumer as a template sees it.
var consumerMethods = []Method{
	{Sig: "accept(Object)", Cost: CostConst, Call: consumerAccept},
	{Sig: "andThen(Consumer)", Cost: CostConst, Call: making(objectBytes, chainRow(consumerChainClass))},
}

// intConsumerMethods is java.util.function.IntConsumer as a template sees it.
var intConsumerMethods = []Method{
	{Sig: "accept(int)", Cost: CostConst, Call: consumerAcceptInt},
	{Sig: "andThen(IntConsumer)", Cost: CostConst, Call: making(objectBytes, chainRow(intConsumerChainClass))},
}

// longConsumerMethods is java.util.function.LongConsumer as a template sees it.
var longConsumerMethods = []Method{
	{Sig: "accept(long)", Cost: CostConst, Call: consumerAcceptLong},
	{Sig: "andThen(LongConsumer)", Cost: CostConst, Call: making(objectBytes, chainRow(longConsumerChainClass))},
}

// doubleConsumerMethods is java.util.function.DoubleConsumer as a template sees it.
var doubleConsumerMethods = []Method{
	{Sig: "accept(double)", Cost: CostConst, Call: consumerAcceptDouble},
	{Sig: "andThen(DoubleConsumer)", Cost: CostConst, Call: making(objectBytes, chainRow(doubleConsumerChainClass))},
}

func init() {
	Define(consumerIface, consumerMethods)
	Define(intConsumerIface, intConsumerMethods)
	Define(longConsumerIface, longConsumerMethods)
	Define(doubleConsumerIface, doubleConsumerMethods)
}

// consumeAll gives what is left in it to c.
func consumeAll(m *Meter, it Iterator, c consumer) error {
	for it.HasNext() {
		m.Step(1)
		v, err := it.Next(m)
		if err != nil {
			return err
		}
		if err := c.accept(m, v); err != nil {
			return err
		}
	}
	return nil
}

// consumerAccept is Consumer#accept(Object).
func consumerAccept(m *Meter, self Value, args []Value) (Value, error) {
	return voidResult, self.(consumer).accept(m, args[0])
}

// consumerAcceptInt is IntConsumer#accept(int).
func consumerAcceptInt(m *Meter, self Value, args []Value) (Value, error) {
	return voidResult, self.(consumer).accept(m, IntValue(argInt(args[0])))
}

// consumerAcceptLong is LongConsumer#accept(long).
func consumerAcceptLong(m *Meter, self Value, args []Value) (Value, error) {
	return voidResult, self.(consumer).accept(m, Long(argLong(args[0])))
}

// consumerAcceptDouble is DoubleConsumer#accept(double).
func consumerAcceptDouble(m *Meter, self Value, args []Value) (Value, error) {
	return voidResult, self.(consumer).accept(m, Double(argDouble(args[0])))
}

// chainRow returns Consumer#andThen(Consumer) or a primitive form of it, whose result is of class c.
func chainRow(c *Class) MethodFunc {
	return func(_ *Meter, self Value, args []Value) (Value, error) {
		if args[0] == nil {
			return nil, throwNull("")
		}
		first, second := self.(consumer), args[0].(consumer)
		depth := 1 + max(chainLength(first), chainLength(second))
		if depth > maxChain {
			return nil, Throw("java.lang.StackOverflowError", "")
		}
		return &consumerChain{class: c, first: first, second: second, depth: depth}, nil
	}
}

// maxChain is how deep functions may be nested in each other.
const maxChain = 1000

// consumerChain is what andThen returns: two consumers, one after the other.
type consumerChain struct {
	class         *Class
	first, second consumer
	depth         int
}

// The classes of consumer chains, lambdas in Java.
var (
	consumerChainClass       = hiddenClass("java.util.function.Consumer$$Lambda", ObjectClass, consumerIface)
	intConsumerChainClass    = hiddenClass("java.util.function.IntConsumer$$Lambda", ObjectClass, intConsumerIface)
	longConsumerChainClass   = hiddenClass("java.util.function.LongConsumer$$Lambda", ObjectClass, longConsumerIface)
	doubleConsumerChainClass = hiddenClass("java.util.function.DoubleConsumer$$Lambda", ObjectClass, doubleConsumerIface)
)

// chainLength returns how many chains are nested in c.
func chainLength(c consumer) int {
	if ch, ok := c.(*consumerChain); ok {
		return ch.depth
	}
	return 0
}

// accept gives v to both consumers.
func (c *consumerChain) accept(m *Meter, v Value) error {
	m.Step(1)
	if err := c.first.accept(m, v); err != nil {
		return err
	}
	return c.second.accept(m, v)
}

// Class returns the chain's class.
func (c *consumerChain) Class() *Class { return c.class }

// AppendString appends Object.toString().
func (c *consumerChain) AppendString(m *Meter, dst []byte) []byte { return appendIdentity(m, dst, c) }

// Equals is identity.
func (c *consumerChain) Equals(_ *Meter, o Value) bool { return o == Value(c) }

// HashCode is the identity hash code.
func (c *consumerChain) HashCode(*Meter) int32 { return identityHash(c.class) }
