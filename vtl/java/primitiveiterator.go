package java

// streamIteratorClasses are the classes of the iterators of streams, by kind. None is public.
var streamIteratorClasses = [streamKinds]*Class{
	plainIteratorClass,
	hiddenClass("java.util.Spliterators$2Adapter", ObjectClass, intIteratorIface),
	hiddenClass("java.util.Spliterators$3Adapter", ObjectClass, longIteratorIface),
	hiddenClass("java.util.Spliterators$4Adapter", ObjectClass, doubleIteratorIface),
}

// primitiveIteratorMethods is java.util.PrimitiveIterator.OfInt, OfLong or OfDouble; name tells them apart.
func primitiveIteratorMethods(name string) []Method {
	return []Method{
		{Sig: "forEachRemaining(" + name + "Consumer)", Cost: CostInside, Call: iteratorForEachRemaining},
		{Sig: "forEachRemaining(Object)", Cost: CostInside, Call: consumerBridge(name, iteratorForEachRemaining)},
		{Sig: "next" + name + "()", Cost: CostConst, Call: iteratorNext},
	}
}

func init() {
	defineNested(intIteratorIface, primitiveIteratorMethods("Int"))
	defineNested(longIteratorIface, primitiveIteratorMethods("Long"))
	defineNested(doubleIteratorIface, primitiveIteratorMethods("Double"))
}
