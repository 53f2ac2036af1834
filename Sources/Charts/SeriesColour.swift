/// Which colour a series has in every theme; a registry outside hands it out once and for ever.
public enum SeriesColour: Hashable, Sendable {
    /// The house's accent, for a chart of one series.
    case accent
    /// A provider's family and a model's step in it, both counted from 0.
    ///
    /// The ninth family and on is grey, as is a fourth step.
    case family(Int, step: Int)
    /// Grey, for what has been folded together.
    case other

    /// How many providers have a colour of their own.
    public static let familiesMax = 8

    /// How many models of one provider have a colour of their own.
    public static let stepsMax = 3

    /// Hands out colours in the given order, as a registry that is filled from the front does.
    ///
    /// Each item is a provider and a model; the same list, or a longer one that starts the same, gives
    /// the same colours.
    ///
    ///     let colours = SeriesColour.assign([("openai", "gpt-5"), ("google", "gemini"), ("openai", "gpt-5-mini")])
    ///     // family 0 step 0, family 1 step 0, family 0 step 1
    public static func assign(_ items: [(provider: String, model: String)]) -> [SeriesColour] {
        var families: [String: Int] = [:]
        var models: [String: [String: Int]] = [:]
        return items.map { item in
            let family = families[item.provider] ?? families.count
            families[item.provider] = family
            let steps = models[item.provider] ?? [:]
            let step = steps[item.model] ?? steps.count
            models[item.provider, default: [:]][item.model] = step
            return .family(family, step: step)
        }
    }

    /// Whether the place lies in the palette, so that the series may stand alone.
    public var isOwn: Bool {
        switch self {
        case .accent: true
        case .other: false
        case .family(let family, let step):
            (0..<Self.familiesMax).contains(family) && (0..<Self.stepsMax).contains(step)
        }
    }
}
