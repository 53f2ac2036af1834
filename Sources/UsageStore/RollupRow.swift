internal import UsageModel

/// One row of a rollup, taken out of its page to be compared.
struct RollupRow: Equatable {
    /// Hour and texts of the key, which do not depend on the page's own numbers.
    struct Key: Hashable {
        var hour: Int
        var texts: [[UInt8]?]
    }

    var key: Key
    var rows: Int
    var first: Int64
    var last: Int64
    var sums: Measures
    /// Latencies or messages, as bytes.
    var members: [UInt8]

    /// What differs in another row of the same key, in words.
    func difference(from other: RollupRow) -> String {
        func word(_ name: String, _ a: some Equatable, _ b: some Equatable) -> String? {
            "\(a)" == "\(b)" ? nil : "`\(name)` is \(a) where its rows give \(b)"
        }
        let (a, b) = (sums, other.sums)
        return word("calls", a.calls, b.calls) ?? word("cost", a.cost, b.cost)
            ?? word("input_tokens", a.inputTokens, b.inputTokens)
            ?? word("output_tokens", a.outputTokens, b.outputTokens) ?? word("rows", rows, other.rows)
            ?? (a == b ? nil : "its sums are not those of its rows")
            ?? (members == other.members ? nil : "its latencies or messages are not those of its rows")
            ?? "its first or last moment is not that of its rows"
    }
}

extension RollupPage {
    /// All rows by their keys.
    func allRows() throws(PackedBytesError) -> [RollupRow.Key: RollupRow] {
        var found: [RollupRow.Key: RollupRow] = [:]
        var walk = walk()
        while try walk.next() {
            let texts = walk.key.indices.map { text($0, walk.key[$0]).map { Array($0) } }
            let key = RollupRow.Key(hour: walk.hour, texts: texts)
            var tally = Tally()
            var reasons: [String: Int] = [:]
            try walk.add(to: &tally) { rank, calls in
                reasons[String(decoding: body[self.reasons[rank]], as: UTF8.self)] = calls
            }
            tally.sums.unpricedCalls = reasons
            found[key] = RollupRow(
                key: key, rows: walk.rows, first: walk.first, last: walk.last, sums: tally.sums,
                members: members.map { Array($0[walk.memberRange]) } ?? [])
        }
        return found
    }

    /// A row's place in words.
    func words(_ key: RollupRow.Key) -> String {
        let date = CivilDate(daysSince1970: name.day)
        let hour = name.grain == .hour ? " at \(key.hour < 10 ? "0" : "")\(key.hour):00 UTC" : ""
        let parts = zip(name.cut.dimensions, key.texts).compactMap { dimension, text in
            text.map { "\(dimension.rawValue) `\(String(decoding: $0.prefix(60), as: UTF8.self))`" }
        }
        return "the rollup of \(date)\(hour)\(parts.isEmpty ? "" : ", ")\(parts.joined(separator: ", "))"
    }
}
