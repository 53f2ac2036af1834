import JSON
import UsageModel

/// Turns what a meter has kept into an extraction, as the rule says.
struct Reading {
    let context: ResponseContext
    let rule: Rule
    let statusWords: [String: String]
    let record: JSONObject
    let error: Extraction.ErrorDetails?
    let isComplete: Bool?
    let isDamaged: Bool

    /// Counts that follow from what came back, not from what the provider says it counted.
    private static let outputCounters: Set<Counter> = [
        .images, .videos, .videoSeconds, .characters, .webSearches, .webFetches, .fileSearches,
        .groundingQueries, .codeSessions,
    ]

    var extraction: Extraction {
        var result = Extraction()
        result.service = rule.service
        result.isBillable = rule.isBillable
        result.isComplete = isComplete
        result.error = error
        var document = record
        document["request"] = .object(context.requestParameters)
        document["header"] = .object(context.headers)
        let scope = JSONValue.object(document)
        let given = Set(rule.give.map(\.name))
        for keep in rule.keep where keep.name != "usage" && !keep.name.hasPrefix("_") {
            guard !given.contains(keep.name), let value = record[keep.name] else { continue }
            give(keep.name, [value], figure: Figure(value), to: &result)
        }
        for (name, expression) in rule.give {
            give(name, expression.values(in: scope), figure: expression.figure(in: scope), to: &result)
        }
        result.iterations = iterations(in: scope)
        finish(&result)
        return result
    }

    private func give(
        _ name: String, _ values: [JSONValue], figure: Figure, to result: inout Extraction
    ) {
        let number = figure.value
        if let counter = Counter(rawValue: name) {
            result.count(counter, figure)
            return
        }
        guard let value = values.first, value != "" else { return }
        if let attribute = UsageAttribute(rawValue: name) {
            result.usage.attributes[attribute] = value.word
            return
        }
        switch name {
        case "model": result.model = value.word
        case "response_id": result.responseID = value.word
        case "request_id": result.requestID = value.word
        case "service_tier": result.serviceTier = value.word
        case "status": result.rawStatus = value.word
        case "stop": result.stop = Self.stops(value)
        case "provider_cost_usd": result.statedCost = number.flatMap { $0.isNegative ? nil : $0 }
        default:
            guard let number, !number.isNegative else {
                if value.numberText == nil { result.details[name] = value }
                return
            }
            result.details[name] = value.string == nil ? .number(number.description) : value
        }
    }

    /// Choices by their indexes, or the one word of a response without choices.
    private static func stops(_ value: JSONValue) -> [String] {
        guard case .object(let choices) = value else { return value.word.map { [$0] } ?? [] }
        return choices.members.sorted { (Int($0.name) ?? .max) < (Int($1.name) ?? .max) }
            .compactMap(\.value.word)
    }

    private func iterations(in scope: JSONValue) -> [Extraction.Iteration] {
        guard let rule = rule.iterations else { return [] }
        return rule.from.values(in: scope).map { step in
            var result = Extraction()
            for (name, expression) in rule.give {
                give(name, expression.values(in: step), figure: expression.figure(in: step), to: &result)
            }
            return Extraction.Iteration(
                type: step["type"]?.string, model: result.model, usage: result.usage)
        }
    }

    private func finish(_ result: inout Extraction) {
        let word = result.rawStatus.map { statusWords[$0.lowercased()] ?? $0.lowercased() }
        if context.isHTTPError {
            result.status = "error"
            result.httpStatus = context.httpStatus
        } else if error != nil, word == nil || word == "in_progress" || word == "error" {
            result.status = "error"
            result.httpStatus = isComplete == nil ? context.httpStatus : nil
        } else {
            result.status = word == "error" ? "failed" : word
        }
        if result.rawStatus == result.status { result.rawStatus = nil }
        result.isUsagePresent =
            Self.holdsNumber(record["usage"]) || result.statedCost != nil
            || result.usage.counts.contains { !Self.outputCounters.contains($0.counter) }
        result.usageState =
            switch (result.isUsagePresent, isComplete) {
            case (true, let complete): complete == false && result.stop.isEmpty ? .partial : .measured
            case (false, false?): .partial
            case (false, _): .absent
            }
        result.flagContradictions()
        if isDamaged { result.flags.append("unreadable_part") }
    }

    private static func holdsNumber(_ value: JSONValue?) -> Bool {
        switch value {
        case .number: true
        case .object(let object): object.members.contains { holdsNumber($0.value) }
        default: false
        }
    }
}

extension Extraction {
    /// Counts what the provider says, as far as it can be: no negative number, no fraction of a token, nothing beyond the limit.
    mutating func count(_ counter: Counter, _ figure: Figure) {
        if figure.hasNegativePart { flags.append("a part of \(counter.rawValue) < 0") }
        if figure.isOutOfRange { lose(counter, "\(counter.rawValue) is out of range") }
        guard var number = figure.value else { return }
        if number.isNegative {
            flags.append("\(counter.rawValue) < 0")
            number = .zero
        }
        if number > Usage.countMax {
            lose(counter, "\(counter.rawValue) > \(Usage.countMax)")
            return
        }
        if !number.isWhole, !counter.isFractional {
            flags.append("\(counter.rawValue) is a fraction")
            number = number.roundedUp
        }
        try? usage.set(counter, number)
    }

    private mutating func lose(_ counter: Counter, _ flag: String) {
        flags.append(flag)
        lostCounters.append(counter)
    }

    /// Counts that exclude each other, so that their sum is inside the one that contains them.
    private static let parts: [(whole: Counter, parts: [Counter])] = [
        (.inputTokens, [.cacheReadTokens, .cacheWriteTokens]),
        (
            .inputTokens,
            [.textInputTokens, .audioInputTokens, .imageInputTokens, .videoInputTokens, .documentInputTokens]
        ),
        (.cacheWriteTokens, [.cacheWrite5mTokens, .cacheWrite1hTokens]),
        (.outputTokens, [.textOutputTokens, .audioOutputTokens, .imageOutputTokens]),
    ]

    /// Names every count, and every sum of counts, that is larger than the one that contains it.
    mutating func flagContradictions() {
        var found: [String] = []
        for count in usage.counts {
            for parent in count.counter.parents {
                guard let whole = usage[parent], count.value > whole else { continue }
                found.append("\(count.counter.rawValue) > \(parent.rawValue)")
            }
        }
        for group in Self.parts where found.isEmpty {
            let known = group.parts.filter { usage[$0]?.isZero == false }
            let sum = known.compactMap { usage[$0] }.reduce(ExactDecimal.zero) { $0.adding($1) ?? $0 }
            guard known.count > 1, let whole = usage[group.whole], sum > whole else { continue }
            found.append("\(known.map(\.rawValue).joined(separator: " + ")) > \(group.whole.rawValue)")
        }
        flags += found
    }
}
