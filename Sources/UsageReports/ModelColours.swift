import Charts
import JSON
import UsageModel

/// The colour of each model, replayed from the ledger's history so that it stays the same from night to night.
///
/// Providers take families and models take steps in the order in which they first cost something. A colour
/// passes to a newcomer only when all are taken and its holder has cost nothing for `quietDays` days.
struct ModelColours {
    /// After how many days without cost a colour may pass to a newcomer.
    static let quietDays = 92

    /// Who holds which of a few places.
    private struct Places {
        var holders: [(key: String, lastDay: CivilDate)] = []
        let count: Int

        /// The holder's place, given to it now if it has none and there is one.
        mutating func place(of key: String, on day: CivilDate) -> Int? {
            if let known = holders.firstIndex(where: { $0.key == key }) {
                holders[known].lastDay = day
                return known
            }
            if holders.count < count {
                holders.append((key, day))
                return holders.count - 1
            }
            guard let quietest = holders.indices.min(by: { holders[$0].lastDay < holders[$1].lastDay }),
                holders[quietest].lastDay.adding(days: ModelColours.quietDays) < day
            else { return nil }
            holders[quietest] = (key, day)
            return quietest
        }

        func place(of key: String) -> Int? { holders.firstIndex { $0.key == key } }
    }

    private var families = Places(count: SeriesColour.familiesMax)
    private var steps: [String: Places] = [:]

    /// Replays the history up to and with a day.
    init(_ days: ReportDays, through last: CivilDate) {
        // The dearest of a day comes first, so that the model that matters most gets the strongest colour.
        let rows = days.all.filter { $0.date <= last && $0.measures.cost != .zero }.sorted { a, b in
            if a.date != b.date { return a.date < b.date }
            let (x, y) = (a.measures.cost.magnitude, b.measures.cost.magnitude)
            if x != y { return x > y }
            return (a.name.provider ?? "", a.name.model ?? "") < (b.name.provider ?? "", b.name.model ?? "")
        }
        for row in rows {
            let provider = row.name.provider ?? ""
            guard families.place(of: provider, on: row.date) != nil else { continue }
            var places = steps[provider] ?? Places(count: SeriesColour.stepsMax)
            _ = places.place(of: row.name.model ?? "", on: row.date)
            steps[provider] = places
        }
    }

    /// The model's colour; one without a place of its own is grey.
    subscript(_ name: ReportInput.ModelName) -> SeriesColour {
        let provider = name.provider ?? ""
        guard let family = families.place(of: provider) else { return .other }
        // A step past the palette tells the chart to join the model with its provider's other ones.
        let step = steps[provider]?.place(of: name.model ?? "") ?? SeriesColour.stepsMax
        return .family(family, step: step)
    }

    /// The assignment as it stands in `report.json`, so that a later report can be compared with it.
    var json: JSONValue {
        .array(
            families.holders.enumerated().flatMap { family, holder in
                (steps[holder.key]?.holders ?? []).enumerated().map { step, model in
                    [
                        "family": .number(String(family)), "step": .number(String(step)),
                        "provider": .string(holder.key), "model": .string(model.key),
                    ]
                }
            })
    }
}
