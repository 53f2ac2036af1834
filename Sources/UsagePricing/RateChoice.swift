import UsageModel

/// The rate of a class for a call's attributes.
enum RateChoice {
    /// The place of one rate, with the attributes that the provider's documented default decided.
    case rate(Int, assumed: [String])
    /// An attribute that decides the price is not known.
    case ambiguous(UsageAttribute, lowest: ExactDecimal, highest: ExactDecimal)
    /// No rate fits.
    case none

    /// Chooses among the rates of one class: the most specific that fits; never a default that no document names.
    static func among(
        _ places: Range<Int>, of table: RateTable, attributes: [UsageAttribute: String],
        defaults: [UsageAttribute: String]
    ) -> RateChoice {
        guard let start = places.first else { return .none }
        if places.count == 1, table.asked[start].isEmpty { return .rate(start, assumed: []) }
        var known = KnownAttributes(attributes)
        if known[.videoResolution] == nil, table.rates[start].counter == .videoSeconds,
            let size = attributes[.imageSize].flatMap({ normalised($0, of: .videoResolution) })
        {
            // The size of a video's frames is its resolution in other words.
            known[.videoResolution] = size
        }
        let possible = Fitting(places, of: table, known)
        guard let best = possible.best else { return .none }
        if possible.asked.isSubset(of: known.known) { return .rate(best, assumed: []) }
        let rates = possible.places.map { table.rates[$0] }
        // Where a single size is listed, another may cost something else.
        if rates.count > 1, rates.allSatisfy({ $0.amount == rates[0].amount && $0.per == rates[0].per }) {
            return .rate(best, assumed: [])
        }
        let open = possible.undecided(known)
        var assumed: [String] = []
        for attribute in open {
            guard let value = defaults[attribute] else { continue }
            known[attribute] = value
            assumed.append("\(attribute.word)=\(value)")
        }
        let decided = Fitting(places, of: table, known)
        let still = decided.undecided(known)
        if let best = decided.best,
            still.isEmpty
                || decided.places.allSatisfy({ table.rates[$0].amount == table.rates[best].amount })
        {
            return .rate(best, assumed: assumed)
        }
        let amounts = rates.map(\.amount)
        return .ambiguous(
            still.first ?? open[0], lowest: amounts.min() ?? .zero, highest: amounts.max() ?? .zero)
    }

    /// The rates of a class that a call of these attributes may mean.
    private struct Fitting {
        private let all: Range<Int>
        private let table: RateTable
        private let known: KnownAttributes
        /// The first of those that ask for most.
        private(set) var best: Int?
        /// What any of them asks for.
        private(set) var asked = AttributeSet()

        init(_ places: Range<Int>, of table: RateTable, _ known: KnownAttributes) {
            all = places
            self.table = table
            self.known = known
            var most = -1
            for place in places where known.fit(table.asked[place]) {
                asked.formUnion(table.askedSets[place])
                guard table.asked[place].count > most else { continue }
                most = table.asked[place].count
                best = place
            }
        }

        var places: [Int] { all.filter { known.fit(table.asked[$0]) } }

        /// The attributes that some of the rates ask for and the call does not tell, in the vocabulary's order.
        func undecided(_ known: KnownAttributes) -> [UsageAttribute] {
            UsageAttribute.decisive.filter { asked.contains($0) && !known.known.contains($0) }
        }
    }

    /// One spelling for sizes and resolutions; nil for a word that decides nothing, such as `auto`.
    static func normalised(_ text: String, of attribute: UsageAttribute) -> String? {
        let word =
            isUsual(text) ? text : text.lowercased().replacing("-x-", with: "x").replacing("×", with: "x")
        if word.isEmpty || word == "auto" { return nil }
        guard attribute == .videoResolution else { return word }
        if !word.utf8.contains(UInt8(ascii: "x")) { return word == "2160p" ? "4k" : word }
        let sides = word.split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2, let short = sides.min() else { return word == "2160p" ? "4k" : word }
        return short == 2160 ? "4k" : "\(short)p"
    }

    /// Whether a word is spelt as usual: without capitals, hyphens and anything beyond ASCII.
    private static func isUsual(_ text: String) -> Bool {
        for byte in text.utf8 where byte >= 0x80 || byte == UInt8(ascii: "-") || (0x41...0x5A).contains(byte)
        {
            return false
        }
        return true
    }
}

extension UsageAttribute {
    /// The order in which a missing attribute is named.
    static let decisive: [UsageAttribute] = [
        .imageQuality, .imageSize, .videoResolution, .videoAudio, .mode, .searchContext,
    ]

    /// The word in reasons, assumptions and price files, such as `quality`.
    var word: String {
        switch self {
        case .imageSize: "size"
        case .imageQuality: "quality"
        case .videoResolution: "resolution"
        case .videoAudio: "audio"
        default: rawValue
        }
    }
}
