import UsageModel

/// What a model's name means in every price file that has it.
final class NameMeaning: Sendable {
    /// The models of that name, those of the user's files first, the built-in one last.
    let layers: [Layer]
    /// A near name, where there is none.
    let hint: String?
    /// The reductions on the built-in price, those that win first, each with the version of its file.
    let discounts: [(discount: Discount, version: String)]

    /// A model of that name in one file.
    struct Layer: Sendable {
        var entry: ModelEntry
        /// How the name was matched.
        var match: String
        /// The file's version.
        var version: String
        var isOwn = false
        var discounts: [(discount: Discount, version: String)] = []
    }

    init(layers: [Layer], deployment: String? = nil) {
        self.layers = layers.filter { $0.entry.hasPrices }.map { layer in
            var layer = layer
            if let deployment { layer.match = deployment }
            return layer
        }
        discounts = layers.flatMap(\.discounts)
        hint = nil
    }

    init(hint: String?) {
        layers = []
        discounts = []
        self.hint = hint
    }

    /// The layer whose price holds at a moment: the first that covers it, else the last, whose nearest price is taken.
    func layer(at instant: Instant) -> Layer? {
        guard layers.count > 1 else { return layers.first }
        return layers.first { layer in layer.entry.prices.contains { $0.covers(instant) } } ?? layers.last
    }

    /// The reduction that a layer's price has at a moment.
    func discount(
        on price: Price, of layer: Layer, at instant: Instant
    ) -> (discount: Discount, version: String?)? {
        if layer.isOwn { return price.discounts.first { $0.covers(instant) }.map { ($0, nil) } }
        return discounts.first { $0.discount.covers(instant) }.map { ($0.discount, $0.version) }
    }

    /// The models that any of these names means, the best name first.
    static func layers(
        of names: [String], own: [PriceFile], builtIn: PriceFile?, at instant: Instant, isLasting: inout Bool
    ) -> [Layer] {
        let known = names.lazy.compactMap { name in builtIn?.find(name, at: instant) }.first
        var layers: [Layer] = []
        for file in own {
            let found =
                names.lazy.compactMap { file.declared($0, at: instant) }.first
                ?? known.flatMap { known in
                    // The user's price of a model holds for every name that the catalogue has for it.
                    file.positions[known.entry.id].map { .init(entry: file.models[$0], match: known.match) }
                }
                ?? (known == nil ? names.lazy.compactMap { file.snapshot($0, at: instant) }.first : nil)
            let reductions = file.discounts
            guard found != nil || !reductions.isEmpty else { continue }
            layers.append(
                Layer(
                    entry: found?.entry ?? ModelEntry(id: "", names: [], prices: []),
                    match: found?.match ?? "",
                    version: file.version, isOwn: true,
                    discounts: ((found?.entry.discounts ?? []) + reductions).map { ($0, file.version) }))
        }
        let files = own + [builtIn].compactMap(\.self)
        isLasting = !names.contains { name in files.contains { $0.isDated(name) } }
        guard let known, let builtIn else {
            return layers.contains { $0.entry.hasPrices } ? layers : []
        }
        layers.append(Layer(entry: known.entry, match: known.match, version: builtIn.version))
        return layers
    }
}

extension PriceFile {
    /// A model with the way in which its name was found.
    struct Found {
        var entry: ModelEntry
        var match: String
    }

    /// The model of a name: exact, an alias of that moment, a dated snapshot, or a declared prefix with its ending.
    func find(_ name: String, at instant: Instant) -> Found? {
        exact(name, at: instant) ?? snapshot(name, at: instant) ?? prefixed(name)
    }

    /// The model of a name that the file spells out: exact, an alias of that moment, or a declared prefix.
    func declared(_ name: String, at instant: Instant) -> Found? {
        exact(name, at: instant) ?? prefixed(name)
    }

    /// Whether what a name means depends on the moment.
    func isDated(_ name: String) -> Bool {
        if aliases[name] != nil { return true }
        guard let seen, let snapshot = Self.snapshotParts(name) else { return false }
        return snapshot.day > seen
    }

    private func exact(_ name: String, at instant: Instant) -> Found? {
        if let position = positions[name] { return Found(entry: models[position], match: "exact \(name)") }
        for position in aliases[name] ?? [] {
            let holds = models[position].aliases.contains {
                $0.name == name && ($0.from.map { $0 <= instant } ?? true)
                    && ($0.to.map { instant < $0 } ?? true)
            }
            if holds { return Found(entry: models[position], match: "alias \(name)") }
        }
        return nil
    }

    private func prefixed(_ name: String) -> Found? {
        for (prefix, position) in prefixes where name.hasPrefix(prefix.text) {
            let tail = name.dropFirst(prefix.text.count)
            if prefix.tails.contains(where: { $0.matches(tail) }) {
                return Found(entry: models[position], match: "prefix \(prefix.text) then \(tail)")
            }
        }
        return nil
    }

    /// A dated snapshot of an exact name; one that no list has seen yet does not exist before its day.
    func snapshot(_ name: String, at instant: Instant) -> Found? {
        guard let parts = Self.snapshotParts(name), let position = positions[String(parts.base)] else {
            return nil
        }
        if let seen, parts.day > seen, parts.day > instant.date { return nil }
        return Found(
            entry: models[position], match: "snapshot \(name[parts.base.endIndex...]) of \(parts.base)")
    }

    /// A name that ends in a real day; only endings of 9 or 11 bytes are as long as one.
    private static func snapshotParts(_ name: String) -> (base: Substring, day: CivilDate)? {
        let bytes = name.utf8
        for length in [9, 11] where bytes.count > length {
            let end = bytes.index(bytes.endIndex, offsetBy: -length)
            guard bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "@") else { continue }
            if let day = Tail.day(name[end...]) { return (name[..<end], day) }
        }
        return nil
    }
}
