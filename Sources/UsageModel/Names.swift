/// Finds what somebody may have meant by a name that is not known.
public enum Names {
    /// The nearest of the known names, as the hint "did you mean `x`", or nil where none is near.
    public static func suggestion(for name: String, among known: some Sequence<String>) -> String? {
        nearest(to: name, among: known).map { "did you mean `\($0)`" }
    }

    /// The known name at the smallest edit distance, at most a third of its length; ties go to the first.
    public static func nearest(to name: String, among known: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().utf8.prefix(100))
        var best: (name: String, distance: Int)?
        for candidate in known {
            let letters = Array(candidate.lowercased().utf8.prefix(100))
            let limit = max(1, max(letters.count, wanted.count) / 3)
            guard abs(letters.count - wanted.count) <= limit else { continue }
            let distance = editDistance(wanted, letters)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Edits (insert, delete, replace, swap of neighbours) that turn one name into the other.
    static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var before = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in a.indices {
            var current = [i + 1]
            for j in b.indices {
                var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
                current.append(cost)
            }
            (before, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
