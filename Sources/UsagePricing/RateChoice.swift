import UsageModel

/// The rate of a class for a call's attributes.
enum RateChoice {
    /// One rate, with the attributes that the provider's documented default decided.
    case rate(Rate, assumed: [String])
    /// An attribute that decides the price is not known.
    case ambiguous(UsageAttribute, lowest: ExactDecimal, highest: ExactDecimal)
    /// No rate fits.
    case none

    /// Chooses among the rates of one class: the most specific that fits; never a default that no document names.
    static func among(
        _ rates: ArraySlice<Rate>, attributes: [UsageAttribute: String],
        defaults: [UsageAttribute: String]
    ) -> RateChoice {
        if rates.count == 1, let rate = rates.first, rate.attributes.isEmpty {
            return .rate(rate, assumed: [])
        }
        var known: [UsageAttribute: String] = [:]
        for (attribute, text) in attributes {
            if let value = normalised(text, of: attribute) { known[attribute] = value }
        }
        if known[.videoResolution] == nil, rates.first?.counter == .videoSeconds,
            let size = attributes[.imageSize].flatMap({ normalised($0, of: .videoResolution) })
        {
            // The size of a video's frames is its resolution in other words.
            known[.videoResolution] = size
        }
        let possible = fitting(rates, known)
        guard let first = possible.first else { return .none }
        let open = undecided(possible, known)
        // Where a single size is listed, another may cost something else.
        let decides = possible.count > 1 || open.isEmpty
        if open.isEmpty
            || decides && possible.allSatisfy({ $0.amount == first.amount && $0.per == first.per })
        {
            let best = possible.max { $0.attributes.count < $1.attributes.count } ?? first
            return .rate(best, assumed: [])
        }
        var assumed: [String] = []
        for attribute in open {
            guard let value = defaults[attribute] else { continue }
            known[attribute] = value
            assumed.append("\(attribute.word)=\(value)")
        }
        let decided = fitting(rates, known)
        let still = undecided(decided, known)
        if let best = decided.max(by: { $0.attributes.count < $1.attributes.count }),
            still.isEmpty || decided.allSatisfy({ $0.amount == best.amount })
        {
            return .rate(best, assumed: assumed)
        }
        let amounts = possible.map(\.amount)
        return .ambiguous(
            still.first ?? open[0], lowest: amounts.min() ?? .zero, highest: amounts.max() ?? .zero)
    }

    private static func fitting(_ rates: some Sequence<Rate>, _ known: [UsageAttribute: String]) -> [Rate] {
        rates.filter { rate in
            rate.attributes.allSatisfy { attribute, value in known[attribute].map { $0 == value } ?? true }
        }
    }

    /// The attributes that some of the rates ask for and the call does not tell, in the vocabulary's order.
    private static func undecided(
        _ rates: [Rate], _ known: [UsageAttribute: String]
    ) -> [UsageAttribute] {
        UsageAttribute.decisive.filter { attribute in
            known[attribute] == nil && rates.contains { $0.attributes[attribute] != nil }
        }
    }

    /// One spelling for sizes and resolutions; nil for a word that decides nothing, such as `auto`.
    static func normalised(_ text: String, of attribute: UsageAttribute) -> String? {
        let word = text.lowercased().replacing("-x-", with: "x").replacing("×", with: "x")
        if word.isEmpty || word == "auto" { return nil }
        guard attribute == .videoResolution else { return word }
        let sides = word.split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2, let short = sides.min() else { return word == "2160p" ? "4k" : word }
        return short == 2160 ? "4k" : "\(short)p"
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
