/// Finds what somebody may have meant by a name that is not known.
public enum Names {
    /// The nearest of the known names, as the hint "did you mean `x`", or nil where none is near.
    public static func suggestion(for name: String, among known: some Sequence<String>) -> String? {
        nearest(to: name, among: known).map { "did you mean `\($0)`" }
    }

    /// The known name at the smallest edit distance, at most a third of its length; ties go to the first.
    ///
    /// A name whose first two letters have nothing to do with those of the wanted one is not looked at.
    public static func nearest(to name: String, among known: some Sequence<String>) -> String? {
        let wanted = letters(name)
        var best: String?
        var bestDistance = Int.max
        var rows = EditRows(columns: lengthMax)
        for candidate in known {
            let length = min(candidate.utf8.count, lengthMax)
            let most = min(max(1, max(length, wanted.count) / 3), bestDistance - 1)
            guard abs(length - wanted.count) <= most, mayBeNear(wanted, candidate.utf8) else { continue }
            guard let distance = rows.distance(wanted, letters(candidate), atMost: most) else { continue }
            (best, bestDistance) = (candidate, distance)
            if distance == 0 { break }
        }
        return best
    }

    /// Names are compared up to this many bytes.
    private static let lengthMax = 100

    private static func letters(_ name: String) -> [UInt8] { name.utf8.prefix(lengthMax).map(folded) }

    private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// Whether one edit at most can have befallen the beginning.
    private static func mayBeNear(_ wanted: [UInt8], _ candidate: String.UTF8View) -> Bool {
        guard let first = candidate.first.map(folded), let mine = wanted.first else { return true }
        if first == mine { return true }
        let second = candidate.dropFirst().first.map(folded)
        let mySecond = wanted.count > 1 ? wanted[1] : nil
        return second == mine || mySecond == first || (second != nil && second == mySecond)
    }
}

/// Counts the edits (insert, delete, replace, swap of neighbours) that turn one name into another, in rows used again.
private struct EditRows {
    private var before: [Int]
    private var previous: [Int]
    private var current: [Int]

    init(columns: Int) {
        before = [Int](repeating: 0, count: columns + 1)
        previous = before
        current = before
    }

    /// The distance, or nil where it is above the bound.
    mutating func distance(_ a: [UInt8], _ b: [UInt8], atMost most: Int) -> Int? {
        for j in 0...b.count { previous[j] = j }
        for i in a.indices {
            current[0] = i + 1
            var least = i + 1
            for j in b.indices {
                var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
                current[j + 1] = cost
                least = min(least, cost)
            }
            // A swap of neighbours looks back two rows, so that one row above the bound does not decide yet.
            if least > most + 1 { return nil }
            (before, previous, current) = (previous, current, before)
        }
        return previous[b.count] <= most ? previous[b.count] : nil
    }
}
