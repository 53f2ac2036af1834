/// Several parameters that are read together as one value, as a period by `--from` and `--to`.
package struct OptionGroup<Value: Sendable>: Parameter {
    package let specs: [Spec]
    private let read: @Sendable (Matches) throws(ArgumentsError) -> Value

    /// A group under its own heading in help, or among the usual options where it has none.
    ///
    /// `make` may throw an `ArgumentsError`, for options that contradict each other; such a closure is written
    /// `{ (from, to) throws(ArgumentsError) in ... }`.
    package init<each P: Parameter>(
        heading: String? = nil, _ parameters: repeat each P,
        make: @escaping @Sendable (repeat (each P).Value) throws(ArgumentsError) -> Value,
    ) {
        var specs: [Spec] = []
        for parameter in repeat each parameters { specs += parameter.specs }
        if let heading {
            for index in specs.indices where specs[index].kind != .positional {
                specs[index].heading = heading
            }
        }
        self.specs = specs
        read = { (matches) throws(ArgumentsError) -> Value in
            try make(repeat try (each parameters).value(in: matches))
        }
    }

    package func value(in matches: Matches) throws(ArgumentsError) -> Value { try read(matches) }
}
