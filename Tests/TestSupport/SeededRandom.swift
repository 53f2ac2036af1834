/// A small generator (SplitMix64) whose seed is printed with a failure, so that every case can be run again.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The same seed always gives the same numbers.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but without, the bound.
    public mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &self)
    }

    /// An element of a list that is not empty.
    public mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }
}

/// Runs a property for many seeds and names the seed that fails.
public func forAll(
    seeds: Range<UInt64>, _ property: (inout SeededRandom) throws -> Void
) throws {
    for seed in seeds {
        var random = SeededRandom(seed: seed)
        do {
            try property(&random)
        } catch {
            throw PropertyFailure(seed: seed, reason: "\(error)")
        }
    }
}

/// A property that does not hold, with the seed that shows it.
public struct PropertyFailure: Error, CustomStringConvertible {
    /// The seed to run again.
    public var seed: UInt64
    /// What went wrong.
    public var reason: String
    /// Seed and reason.
    public var description: String { "seed \(seed): \(reason)" }
}
