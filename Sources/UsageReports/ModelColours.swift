import Charts
import JSON
import UsageModel

/// The colour of each model, the same from night to night.
///
/// The ledger keeps providers and models in the order in which they first came, which never changes. A provider's
/// place in that order is its family and a model's place its shade, counted round and round; a place that two hold who
/// both cost something within `quietDays` goes to the older one, and the newer one takes a free place or none.
struct ModelColours {
    /// After how many days without cost a colour is free for others.
    static let quietDays = 92

    private let families: [String: Int]
    private let steps: [ReportInput.ModelName: Int]

    /// Gives out places to what cost something up to a day; without an order, the one of `days` is taken.
    init(_ days: ReportDays, order: [ReportInput.ModelName], through last: CivilDate) {
        let since = last.adding(days: -Self.quietDays)
        let costing = days.all.filter { $0.date <= last && $0.measures.cost != .zero }
        let active = Set(costing.filter { $0.date > since }.map(\.name))
        var seen: Set<ReportInput.ModelName> = []
        let all = (order + Self.order(of: costing)).filter { seen.insert($0).inserted }
        var providers: [String] = []
        var models: [String: [ReportInput.ModelName]] = [:]
        for name in all {
            let provider = name.provider ?? ""
            if models[provider] == nil { providers.append(provider) }
            models[provider, default: []].append(name)
        }
        let isActive = Set(active.map { $0.provider ?? "" })
        families = Self.places(providers, count: SeriesColour.familiesMax) { isActive.contains($0) }
        var steps: [ReportInput.ModelName: Int] = [:]
        for models in models.values {
            let places = Self.places(models, count: SeriesColour.stepsMax) { active.contains($0) }
            steps.merge(places) { first, _ in first }
        }
        self.steps = steps
    }

    /// The order in which models first cost something; the dearest of a day comes first.
    private static func order(of rows: [ReportDays.Row]) -> [ReportInput.ModelName] {
        rows.sorted { a, b in
            if a.date != b.date { return a.date < b.date }
            let (x, y) = (a.measures.cost.magnitude, b.measures.cost.magnitude)
            if x != y { return x > y }
            return (a.name.provider ?? "", a.name.model ?? "") < (b.name.provider ?? "", b.name.model ?? "")
        }.map(\.name)
    }

    /// A place for each active key, as far as there are any.
    private static func places<Key: Hashable>(
        _ keys: [Key], count: Int, isActive: (Key) -> Bool
    ) -> [Key: Int] {
        var places: [Key: Int] = [:]
        var taken = [Bool](repeating: false, count: count)
        var left: [Key] = []
        for (index, key) in keys.enumerated() where isActive(key) {
            if taken[index % count] {
                left.append(key)
            } else {
                taken[index % count] = true
                places[key] = index % count
            }
        }
        for key in left {
            guard let free = taken.firstIndex(of: false) else { break }
            taken[free] = true
            places[key] = free
        }
        return places
    }

    /// The model's colour; one without a place of its own is grey.
    subscript(_ name: ReportInput.ModelName) -> SeriesColour {
        guard let family = families[name.provider ?? ""] else { return .other }
        // A step past the palette tells the chart to join the model with its provider's other ones.
        return .family(family, step: steps[name] ?? SeriesColour.stepsMax)
    }

    /// The assignment as it stands in `report.json`, so that a later report can be compared with it.
    var json: JSONValue {
        let named = steps.compactMap { name, step in
            families[name.provider ?? ""].map { (family: $0, step: step, name: name) }
        }
        return .array(
            named.sorted { ($0.family, $0.step) < ($1.family, $1.step) }.map { place in
                [
                    "family": .number(String(place.family)), "step": .number(String(place.step)),
                    "provider": .string(place.name.provider ?? ""),
                    "model": .string(place.name.model ?? ""),
                ]
            })
    }
}
