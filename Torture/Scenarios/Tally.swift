/// What a section has found.
package struct Tally: Codable, Hashable, Sendable {
    /// How many faults, sequences or mutations were tried.
    package var runs = 0
    /// How many rows the product said were kept.
    package var acknowledged = 0
    /// Rows that it said were kept and that are not there.
    package var lost = 0
    /// Rows that are there more than once, or that nobody sent.
    package var doubled = 0
    /// Runs after which sums, content or proof are not what they must be, or that ended in a way they must not.
    package var wrong = 0
    /// Further counts by name, such as how mutations were found.
    package var counts: [String: Int] = [:]
    /// What went wrong, the first of it, each with the seed that shows it again.
    package var failures: [String] = []

    package static let failuresMax = 20

    package init() {}

    /// Whether nothing was lost, doubled or wrong.
    package var isClean: Bool { lost == 0 && doubled == 0 && wrong == 0 && failures.isEmpty }

    /// Remembers what went wrong.
    mutating func note(_ failure: String) {
        if failures.count < Self.failuresMax { failures.append(failure) }
    }

    /// Counts a run that went wrong.
    mutating func fail(_ failure: String) {
        wrong += 1
        note(failure)
    }

    mutating func count(_ name: String, _ count: Int = 1) { counts[name, default: 0] += count }

    /// Adds what another part of the section has found.
    package static func += (a: inout Tally, b: Tally) {
        a.runs += b.runs
        a.acknowledged += b.acknowledged
        a.lost += b.lost
        a.doubled += b.doubled
        a.wrong += b.wrong
        a.counts.merge(b.counts, uniquingKeysWith: +)
        a.failures = Array((a.failures + b.failures).prefix(failuresMax))
    }
}
