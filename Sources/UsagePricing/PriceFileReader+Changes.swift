import JSON
import UsageModel

extension PriceFileReader {
    /// What changes the rates of a price, in its order.
    func changes(_ value: JSONValue?, path: String) throws(PricingError) -> [RateChange] {
        var changes: [RateChange] = []
        for (index, change) in (value?.array ?? []).enumerated() {
            changes.append(try self.change(change, path: "\(path)[\(index)]"))
        }
        return changes
    }

    /// The words of a condition, and of what it changes.
    static let changeWords = [
        "tier", "speed", "region", "region_except", "route", "from", "to", "weekdays", "utc", "above",
        "at_least", "scope",
        "multiply", "rates",
    ]

    private func change(_ value: JSONValue, path: String) throws(PricingError) -> RateChange {
        var condition = Condition()
        var multiplier: ExactDecimal?
        for member in value.object?.members ?? [] {
            let place = "\(path).\(member.name)"
            switch member.name {
            case "tier": condition.tier = ServiceTier(rawValue: try word(member.value, at: place)).rawValue
            case "speed": condition.speed = try word(member.value, at: place)
            case "region": condition.region = try word(member.value, at: place)
            case "region_except": condition.regionExcept = try word(member.value, at: place)
            case "route": condition.route = try word(member.value, at: place)
            case "from": condition.from = try instant(member.value, at: place)
            case "to": condition.to = try instant(member.value, at: place)
            case "above": condition.above = try tokens(member.value, at: place)
            case "at_least": condition.atLeast = try tokens(member.value, at: place)
            case "weekdays":
                condition.weekdays = (member.value.array ?? []).compactMap(\.integer)
                guard !condition.weekdays.isEmpty, condition.weekdays.count == member.value.array?.count,
                    condition.weekdays.allSatisfy({ (1...7).contains($0) })
                else { throw error("expected weekdays from 1 (Monday) to 7", at: place) }
            case "utc":
                let windows = (member.value.array ?? []).map { $0.string.flatMap(Self.window) }
                condition.windows = windows.compactMap(\.self)
                guard !windows.isEmpty, condition.windows.count == windows.count else {
                    throw error("expected windows like \"01:00-04:00\"", at: place)
                }
            case "multiply": multiplier = try amount(member.value, at: place)
            case "rates", "scope": break
            default:
                throw error(
                    "unknown condition `\(member.name.prefix(40))`", atNameOf: place,
                    hint: Names.suggestion(for: member.name, among: Self.changeWords))
            }
        }
        guard !condition.isEmpty else { throw error("expected a condition", at: path) }
        if let from = condition.from, let to = condition.to, from >= to {
            throw error("a condition must end after it starts", at: "\(path).to")
        }
        let rates = value["rates"] == nil ? [] : try self.rates(value["rates"], path: "\(path).rates")
        guard document == nil || multiplier != nil || !rates.isEmpty else {
            throw error("expected `rates` or `multiply`", at: path)
        }
        let isExcess = try isExcess(value["scope"], condition, rates, multiplier, path: path)
        return RateChange(condition, rates: rates, multiplier: multiplier, isExcess: isExcess)
    }

    /// `scope`: the whole request, or only the input tokens in excess of the bound.
    private func isExcess(
        _ value: JSONValue?, _ condition: Condition, _ rates: [Rate], _ multiplier: ExactDecimal?,
        path: String
    ) throws(PricingError) -> Bool {
        guard let value, value != "request" else { return false }
        let place = "\(path).scope"
        guard value == "excess" else { throw error("expected \"request\" or \"excess\"", at: place) }
        guard condition.above != nil, condition.atLeast == nil, multiplier == nil,
            rates.allSatisfy({
                $0.steps.isEmpty
                    && ($0.counter == .inputTokens || $0.counter.ancestors.contains(.inputTokens))
            })
        else {
            throw error(
                "only rates of input tokens `above` a bound can be charged for the excess", at: place)
        }
        return true
    }

    /// A word that is not empty.
    func word(_ value: JSONValue, at path: String) throws(PricingError) -> String {
        guard let text = value.string, !text.isEmpty else {
            throw error("expected a word, found \(value.kindName)", at: path)
        }
        return text
    }

    private func tokens(_ value: JSONValue, at path: String) throws(PricingError) -> Int {
        guard let count = value.integer, count > 0 else {
            throw error("expected a count of tokens", at: path)
        }
        return count
    }

    private static func window(_ text: String) -> Condition.Window? {
        let ends = text.split(separator: "-").map { end -> Int? in
            let parts = end.split(separator: ":")
            guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
                (0...24).contains(hour), (0..<60).contains(minute)
            else { return nil }
            return hour * 60 + minute
        }
        guard ends.count == 2, let start = ends[0], let end = ends[1], start < end, end <= 1440 else {
            return nil
        }
        return Condition.Window(start: start, end: end)
    }
}
