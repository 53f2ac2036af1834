/// An axis of seconds: linear from zero, or logarithmic at 1, 2 and 5 where the values differ much.
struct LatencyScale: Hashable {
    let isLogarithmic: Bool
    /// Ticks in milliseconds, rising.
    let ticks: [Int]

    private static let longest = 1_000_000_000

    /// Chooses the finest ticks that stand `apart` of each other on an axis of that length.
    init(_ values: [Int], length: Double = 300, apart: Double = 18) {
        let high = min(max(values.max() ?? 0, 1), Self.longest)
        let low = min(max(values.filter { $0 > 0 }.min() ?? 1, 1), high)
        isLogarithmic = Self.differsMuch(low, high)
        let most = max(Int(length / max(apart, 1)), 1)
        guard isLogarithmic else {
            let step = Self.rising([1, 2, 5]).first { (high + $0 - 1) / $0 <= min(most, 5) } ?? high
            ticks = (0...((high + step - 1) / step)).map { $0 * step }
            return
        }
        let choices = [[1, 2, 5], [1]].map { Self.around(low, high, Self.rising($0)) }
        let fitting = choices.first { ticks in
            let span = Self.log2(Double(ticks[ticks.count - 1]) / Double(ticks[0]))
            return zip(ticks, ticks.dropFirst()).allSatisfy { a, b in
                Self.log2(Double(b) / Double(a)) / span * length >= apart
            }
        }
        ticks = fitting ?? [choices[1][0], choices[1][choices[1].count - 1]]
    }

    /// Whether the largest is more than eight times the smallest.
    private static func differsMuch(_ low: Int, _ high: Int) -> Bool { (high - 1) / 8 >= low }

    /// Multiples of the powers of ten, in order.
    private static func rising(_ multiples: [Int]) -> [Int] {
        var steps: [Int] = []
        var power = 1
        while power <= longest {
            steps += multiples.map { $0 * power }
            power *= 10
        }
        return steps
    }

    /// The steps from the last one below a range to the first one above it.
    private static func around(_ low: Int, _ high: Int, _ steps: [Int]) -> [Int] {
        let first = steps.lastIndex { $0 <= low } ?? 0
        let last = steps.firstIndex { $0 >= high } ?? steps.count - 1
        return Array(steps[first...max(last, first)])
    }

    /// Where a value lies between the bottom, 0, and the top, 1.
    func fraction(_ value: Int) -> Double {
        let (low, high) = (Double(ticks[0]), Double(ticks[ticks.count - 1]))
        let value = min(max(Double(value), low), high)
        guard isLogarithmic else { return (value - low) / (high - low) }
        return Self.log2(value / low) / Self.log2(high / low)
    }

    /// The binary logarithm of a positive number, by the series of the area hyperbolic tangent.
    static func log2(_ value: Double) -> Double {
        let mantissa = value.significand
        let z = (mantissa - 1) / (mantissa + 1)
        var (term, sum) = (z, 0.0)
        for odd in stride(from: 1.0, through: 41, by: 2) {
            sum += term / odd
            term *= z * z
        }
        return Double(value.exponent) + 2 * sum / 0.693_147_180_559_945_3
    }
}
