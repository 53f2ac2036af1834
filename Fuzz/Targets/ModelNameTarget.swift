import UsageModel
import UsagePricing

/// A provider's and a model's name, on a line each.
enum ModelNameTarget {
    private static let instants = [1_640_995_200, 1_743_465_600, 1_795_176_000, 1_893_456_000].map {
        Instant(seconds: $0)
    }
    /// Two lists that are asked in opposite orders: what one remembers, the other has to find.
    private static let lists = (PriceList(), PriceList())

    @Sendable static func check(_ bytes: [UInt8]) throws {
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        let words = parts.map { String(decoding: $0, as: UTF8.self) }
        let name = ModelName(
            provider: Provider(named: words[0]), model: words.count > 1 ? words[1] : words[0])
        let found = instants.map { lists.0.resolve(name, at: $0) }
        let again = instants.reversed().map { lists.1.resolve(name, at: $0) }
        for (first, second) in zip(found, again.reversed()) {
            try require(
                text(first) == text(second),
                "`\(name.model)` means \(text(first)) or \(text(second)), by what was asked before")
            guard case .model(let entry, _, _) = first else { continue }
            try checkMatch(name, entry)
        }
        if let qualified = ModelName(qualified: words[0]) {
            try require(!qualified.model.isEmpty, "a name without a model: \(words[0])")
        }
        try checkCost(of: name)
    }

    private static func text(_ resolution: Resolution) -> String {
        switch resolution {
        case .model(let entry, let match, _): "\(entry.id) (\(match))"
        case .unknown(let hint): "unknown, \(hint ?? "no hint")"
        }
    }

    /// Nothing but a declared name, at most with an ending that is short, means a model.
    private static func checkMatch(_ name: ModelName, _ entry: ModelEntry) throws {
        let declared = entry.names + entry.aliases.map(\.name) + entry.prefixes.map(\.text)
        let isDeclared = name.candidates.contains { candidate in
            declared.contains { candidate.hasPrefix($0) && candidate.utf8.count - $0.utf8.count <= 19 }
        }
        try require(isDeclared, "`\(name.model)` means `\(entry.id)`, which has no such name")
    }

    /// An unknown name has no cost, and a known one never a silent zero.
    private static func checkCost(of name: ModelName) throws {
        let usage = try requireNoError("a usage") { try Usage([.inputTokens: 1_000, .outputTokens: 100]) }
        let call = PricedCall(
            provider: name.provider, model: name.model, usage: usage, instant: instants[2])
        let costing = lists.0.cost(of: call)
        try CostCheck.check(costing, of: call)
        if case .unknown = lists.0.resolve(name, at: instants[2]) {
            try require(
                costing.unpricedReason?.kind == .unknownModel, "an unknown name has a cost: \(name.model)")
        }
    }
}
