import Charts
import Templates
import UsageModel

extension Theme {
    /// The light theme with the colours of a template such as `theme/house.json5` in place of the house's.
    init(_ template: Templates.Template) throws(ReportsError) {
        var theme = Theme.light
        var reader = try TemplateReader(template.value, in: template)
        for (name, key) in Self.tokens {
            let text = try reader.text(name, "")
            guard !text.isEmpty else { continue }
            theme[keyPath: key] = try Self.colour(text, name, reader)
        }
        if let families = try reader.list("families") {
            guard families.count <= theme.families.count else {
                throw reader.fault("a theme has at most \(theme.families.count) families", "families")
            }
            for (index, family) in families.enumerated() {
                theme.families[index] = try Self.family(family, "families[\(index)]", reader)
            }
        }
        try reader.finish()
        self = theme
    }

    private static var tokens: [(String, WritableKeyPath<Theme, Colour>)] {
        [
            ("paper", \.paper), ("ink", \.ink), ("body", \.body), ("mute", \.mute), ("axis", \.axis),
            ("hair", \.hair), ("band", \.band), ("accent", \.accent), ("budget", \.budget), ("up", \.up),
            ("down", \.down), ("other", \.other), ("forecast_fill", \.forecastFill),
            ("forecast_mean", \.forecastMean),
        ]
    }

    private static func family(
        _ value: TemplateValue, _ name: String, _ reader: TemplateReader
    ) throws(ReportsError) -> [Colour] {
        guard case .list(let shades) = value, shades.count == SeriesColour.stepsMax else {
            throw reader.fault("a family is a list of \(SeriesColour.stepsMax) colours", name)
        }
        var family: [Colour] = []
        for shade in shades {
            guard case .text(let text) = shade else { throw reader.fault("a colour is expected here", name) }
            family.append(try colour(text, name, reader))
        }
        return family
    }

    private static func colour(
        _ text: String, _ name: String, _ reader: TemplateReader
    ) throws(ReportsError) -> Colour {
        let digits = text.dropFirst()
        guard text.first == "#", digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: 16)
        else {
            throw reader.fault("`\(text.prefix(20))` is no colour", name, hint: "write it like #0F4C5C")
        }
        return Colour(value)
    }
}
