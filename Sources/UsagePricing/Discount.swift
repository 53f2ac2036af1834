package import UsageModel

/// A negotiated reduction of list prices.
package struct Discount: Hashable, Sendable {
    /// The part that is taken off, in percent, above 0 and at most 100.
    package var percent: ExactDecimal
    /// What it is called, such as `EDP 2026`; nil for no name.
    package var name: String?
    /// First moment; nil where it has always held.
    package var from: Instant?
    /// First moment after; nil where no end is known.
    package var to: Instant?

    /// A discount.
    package init(percent: ExactDecimal, name: String? = nil, from: Instant? = nil, to: Instant? = nil) {
        self.percent = percent
        self.name = name
        self.from = from
        self.to = to
    }

    /// Whether it holds at a moment.
    package func covers(_ instant: Instant) -> Bool {
        if let from, instant < from { return false }
        if let to, instant >= to { return false }
        return true
    }

    /// The factor that it puts on every line of a cost.
    var multiplier: CostLine.Multiplier {
        let factor = ExactDecimal.one.subtracting(percent.hundredth) ?? .one
        return .init(name: name.map { "discount:\($0)" } ?? "discount", factor: factor)
    }
}

extension ExactDecimal {
    /// A hundredth of the number; a percentage has few digits, so nothing is lost.
    fileprivate var hundredth: ExactDecimal {
        ExactDecimal(coefficient: coefficient, scale: scale + 2) ?? self
    }
}
