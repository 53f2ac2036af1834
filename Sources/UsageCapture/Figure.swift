import JSON
import UsageModel

/// What an expression comes to as a number, and what was wrong with the numbers on the way.
struct Figure: Sendable {
    /// The number; nil where nothing is known, or nothing that a number can hold.
    var value: ExactDecimal?
    /// Whether a part of it is a number beyond any count.
    var isOutOfRange = false
    /// Whether a part of a sum was negative and so was left out.
    var hasNegativePart = false

    /// Nothing known.
    static let unknown = Figure()

    /// Whether there is anything to go by, be it only that it is out of range.
    var isKnown: Bool { value != nil || isOutOfRange }

    init(_ value: ExactDecimal? = nil) {
        self.value = value
    }

    /// The number of one value of a document.
    init(_ json: JSONValue) {
        value = json.exactDecimal
        isOutOfRange = value == nil && json.numberText != nil
    }

    /// The sum of what is known; what is out of range makes it unknown, never smaller.
    static func sum(_ figures: [Figure]) -> Figure {
        let known = figures.filter(\.isKnown)
        guard known.count > 1 else { return known.first ?? .unknown }
        var sum = Figure(.zero)
        for figure in known {
            sum.isOutOfRange = sum.isOutOfRange || figure.isOutOfRange
            sum.hasNegativePart = sum.hasNegativePart || figure.hasNegativePart
            guard let part = figure.value else { continue }
            if part.isNegative {
                sum.hasNegativePart = true
            } else {
                sum.value = sum.value?.adding(part)
            }
        }
        if sum.value == nil { sum.isOutOfRange = true }
        if sum.isOutOfRange { sum.value = nil }
        return sum
    }

    /// The difference; known only where both are.
    static func difference(_ a: Figure, _ b: Figure) -> Figure {
        guard a.isKnown, b.isKnown else { return .unknown }
        var difference = Figure()
        difference.hasNegativePart = a.hasNegativePart || b.hasNegativePart
        if let a = a.value, let b = b.value { difference.value = a.subtracting(b) }
        difference.isOutOfRange = difference.value == nil
        return difference
    }
}
