/// How often texts were met in groups: reasons, conversations, messages, agents.
struct LabelCounts {
    /// The texts.
    var labels = LabelTable()
    /// Group and text.
    private var pairs = KeyTable(width: 2)
    private var counts: [Int] = []
    private var pair: [Int32] = [0, 0]

    /// Forgets all counts, but no text.
    mutating func removeAll() {
        pairs.removeAll()
        counts.removeAll(keepingCapacity: true)
    }

    /// Counts a text in a group; with `times` below zero it is taken out.
    mutating func add(_ times: Int, label: Int, group: Int) {
        pair[0] = Int32(group)
        pair[1] = Int32(label)
        let number = pairs.number(of: pair)
        if number == counts.count { counts.append(0) }
        counts[number] += times
    }

    /// Each group and text that was met, and how often; those that were taken out again are left out.
    var entries: some Sequence<(group: Int, label: Int, count: Int)> {
        counts.indices.lazy.filter { counts[$0] != 0 }.map {
            (pairs.part(0, of: $0), pairs.part(1, of: $0), counts[$0])
        }
    }

    /// How often each text was met in all groups, by its number.
    func totals() -> [Int] {
        var totals = [Int](repeating: 0, count: labels.count)
        for entry in entries { totals[entry.label] += entry.count }
        return totals
    }
}
