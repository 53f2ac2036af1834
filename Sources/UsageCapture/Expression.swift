import JSON
import UsageModel

/// A small expression of the rule files: where in a document a value stands, and how counts are put together.
///
/// `usage.prompt_tokens | usage.input_tokens`: the first that is known. `a + b`: the sum of those that are known. `a - b`: known
/// only where both are. `choices[].finish_reason`: of every element. `details[modality=AUDIO/4].tokens`: of the elements whose
/// member is one of these words. `$`: the document itself. `count(data[])`: how many; `distinct(…)`: how many different ones;
/// `sum(data[].tokens)`: all together. `when(video, 'completed')`: the word where the value is known.
/// `outside(output, reasoning, input, total)`: output with reasoning added where only that explains the total.
/// `containing(whole, parts)`: the whole where it can hold the parts, else the sum of both.
indirect enum Expression: Hashable, Sendable {
    case path([Step])
    case word(String)
    case firstOf([Expression])
    case sum([Expression])
    case difference(Expression, Expression)
    case call(Function, [Expression])

    /// One step of a path.
    enum Step: Hashable, Sendable {
        case member(String)
        case each
        case matching(member: String, words: [String])
    }

    /// A function by its name.
    enum Function: String, Sendable {
        case count
        case sum
        case distinct
        case when
        case outside
        case containing
    }

    /// The values in a document; `null` is no value.
    func values(in document: JSONValue) -> [JSONValue] {
        switch self {
        case .path(let steps): return Self.walk(steps[...], from: document)
        case .word(let word): return [.string(word)]
        case .firstOf(let alternatives):
            for alternative in alternatives {
                let found = alternative.values(in: document)
                if !found.isEmpty { return found }
            }
            return []
        case .call(.when, let arguments):
            return arguments[0].values(in: document).isEmpty ? [] : arguments[1].values(in: document)
        case .sum, .difference, .call:
            return figure(in: document).value.map { [.number($0.description)] } ?? []
        }
    }

    /// The number in a document: the sum of the numbers that a path meets; unknown where it meets none.
    func figure(in document: JSONValue) -> Figure {
        switch self {
        case .path, .word, .call(.when, _):
            return .sum(values(in: document).map { Figure($0) })
        case .firstOf(let alternatives):
            return alternatives.lazy.map { $0.figure(in: document) }.first(where: \.isKnown) ?? .unknown
        case .sum(let terms):
            return .sum(terms.map { $0.figure(in: document) })
        case .difference(let a, let b):
            return .difference(a.figure(in: document), b.figure(in: document))
        case .call(.count, let arguments):
            let count = arguments[0].values(in: document).count
            return count == 0 ? .unknown : Figure(ExactDecimal(count))
        case .call(.distinct, let arguments):
            let count = Set(arguments[0].values(in: document)).count
            return count == 0 ? .unknown : Figure(ExactDecimal(count))
        case .call(.sum, let arguments): return arguments[0].figure(in: document)
        case .call(.outside, let arguments):
            return Self.outside(arguments.map { $0.figure(in: document) })
        case .call(.containing, let arguments):
            return Self.containing(arguments[0].figure(in: document), arguments[1].figure(in: document))
        }
    }

    private static func walk(_ steps: ArraySlice<Step>, from value: JSONValue) -> [JSONValue] {
        guard let step = steps.first else { return value.isNull ? [] : [value] }
        let rest = steps.dropFirst()
        switch step {
        case .member(let name): return value[name].map { walk(rest, from: $0) } ?? []
        case .each: return (value.array ?? []).flatMap { walk(rest, from: $0) }
        case .matching(let member, let words):
            return (value.array ?? [value]).flatMap { element -> [JSONValue] in
                guard let word = element[member]?.word, words.contains(word.lowercased()) else { return [] }
                return walk(rest, from: element)
            }
        }
    }

    /// Reasoning that stands beside the output is told by the total, which holds all three.
    private static func outside(_ figures: [Figure]) -> Figure {
        guard let output = figures[0].value, let reasoning = figures[1].value, !reasoning.isNegative else {
            return figures[0]
        }
        guard let all = output.adding(reasoning), let input = figures[2].value, let total = figures[3].value,
            input.adding(all) == total
        else { return figures[0] }
        return Figure(all)
    }

    /// A whole that is too small to hold its parts stands beside them.
    private static func containing(_ whole: Figure, _ parts: Figure) -> Figure {
        if let whole = whole.value, let parts = parts.value, whole >= parts { return Figure(whole) }
        return .sum([whole, parts])
    }
}

extension JSONValue {
    /// A number, also one that is written as a string.
    var exactDecimal: ExactDecimal? {
        guard let text = numberText ?? string else { return nil }
        return try? ExactDecimal(text)
    }

    /// A string, number or truth value as text.
    var word: String? {
        switch self {
        case .string(let text): text
        case .number(let text): text
        case .bool(let truth): truth ? "true" : "false"
        default: nil
        }
    }
}
