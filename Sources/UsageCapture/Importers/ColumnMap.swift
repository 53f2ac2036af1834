package import UsageModel

/// Which columns of a foreign table say what a call needs: `occurred_at=time,input_tokens=uncached+cached,latency_ms=seconds*1000`.
package struct ColumnMap: Hashable, Sendable {
    /// What one name of a call is taken from.
    package struct Source: Hashable, Sendable {
        /// Whose value it is.
        package let name: EventName
        /// Columns, each with the factor of its number; several are added up.
        package let terms: [Term]
        /// The columns as they were written.
        package let text: String
    }

    /// One column with its factor.
    package struct Term: Hashable, Sendable {
        package let column: String
        package let factor: ExactDecimal
    }

    /// The sources, in the order in which they were written.
    package private(set) var sources: [Source] = []

    /// A map without columns.
    package init() {}

    /// Reads a list of `name=column`; throws where a name is none that a call has, or stands twice.
    package init(_ list: String) throws(CaptureError) {
        for pair in list.split(separator: ",", omittingEmptySubsequences: true) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw CaptureError(
                    .badValue, "expected a name of a call and a column, found `\(pair.prefix(60))`",
                    hint: "write it like occurred_at=time,model=model_name,input_tokens=prompt_tokens")
            }
            try set(String(parts[0]).trimmedOfSpaces, String(parts[1]).trimmedOfSpaces)
        }
    }

    /// Takes the value of a name from a column, from a column times a factor, or from a sum of such.
    package mutating func set(_ name: String, _ text: String) throws(CaptureError) {
        guard let known = EventName(name), !known.isLedgers else {
            throw CaptureError(EventName.unknown(name))
        }
        guard !sources.contains(where: { $0.name == known }) else {
            throw CaptureError(.unknownName, "`\(name.prefix(60))` has two columns", place: Place(path: name))
        }
        guard !text.isEmpty else {
            throw CaptureError(.badValue, "`\(name.prefix(60))` has no column", place: Place(path: name))
        }
        var terms: [Term] = []
        for part in text.split(separator: "+", omittingEmptySubsequences: false) {
            terms.append(Self.term(String(part).trimmedOfSpaces))
        }
        sources.append(Source(name: known, terms: terms, text: text))
    }

    private static func term(_ text: String) -> Term {
        if let star = text.lastIndex(of: "*") {
            let factor = String(text[text.index(after: star)...]).trimmedOfSpaces
            if let number = try? ExactDecimal(factor) {
                return Term(column: String(text[..<star]).trimmedOfSpaces, factor: number)
            }
        }
        return Term(column: text, factor: .one)
    }
}

extension EventName {
    /// Whether only an export of the ledger itself can say it.
    var isLedgers: Bool {
        switch self {
        case .ledger, .correction: true
        default: false
        }
    }
}

/// Reads any CSV by a map of its columns; columns without a name are passed over.
///
/// Moments may have no zone, which is UTC, or be seconds, milliseconds or microseconds since 1970.
package struct MappedRowMapping: RowMapping {
    package static let format = ImportFormat.mappedCSV
    private let options: ImportOptions
    private let sources: [(name: EventName, terms: [(index: Int, factor: ExactDecimal)], path: String)]

    package init(columns: [String], options: ImportOptions) throws(CaptureError) {
        guard let map = options.columns, !map.sources.isEmpty else {
            throw CaptureError(
                .missingOption, "nothing says what the columns mean",
                hint: "give --columns, like --columns occurred_at=time,model=model_name")
        }
        var sources: [(name: EventName, terms: [(index: Int, factor: ExactDecimal)], path: String)] = []
        for source in map.sources {
            // A column may have a sign of ours in its own name.
            if let index = columns.firstIndex(of: source.text) {
                sources.append((source.name, [(index, .one)], source.text))
                continue
            }
            var terms: [(index: Int, factor: ExactDecimal)] = []
            for term in source.terms {
                guard let index = columns.firstIndex(of: term.column) else {
                    throw CaptureError(
                        .unknownName, "there is no column `\(term.column.prefix(60))`",
                        hint: Names.suggestion(for: term.column, among: columns)
                            ?? "the file has \(columns.prefix(40).map { "`\($0)`" }.joined(separator: ", "))")
                }
                terms.append((index, term.factor))
            }
            sources.append((source.name, terms, columns[terms[0].index]))
        }
        self.options = options
        self.sources = sources
    }

    package mutating func call(from cells: [String]) throws(CaptureError) -> MappedCall? {
        var draft = EventDraft(options: options)
        do throws(ModelError) {
            for source in sources {
                try Fields.at(source.path) { () throws(ModelError) in
                    let text = try text(of: source.terms, source.name, cells)
                    guard let text, !text.isEmpty else { return }
                    try draft.set(source.name, text, path: source.path)
                }
            }
        } catch {
            throw CaptureError(error)
        }
        return MappedCall(try draft.finished(guessesProvider: true))
    }

    private func text(
        of terms: [(index: Int, factor: ExactDecimal)], _ name: EventName, _ cells: [String]
    ) throws(ModelError) -> String? {
        if terms.count == 1, terms[0].factor == .one {
            let text = cells[terms[0].index].trimmedOfSpaces
            guard name == .field(.occurredAt), !text.isEmpty else { return Self.plain(text, name) }
            return try Self.moment(text).description
        }
        var sum: ExactDecimal?
        for term in terms {
            let text = cells[term.index].trimmedOfSpaces
            guard !text.isEmpty else { continue }
            let product = try ExactDecimal(text).multiplied(by: term.factor)
            guard let product, let total = (sum ?? .zero).adding(product) else {
                throw ModelError(.badNumber, "`\(text.prefix(60))` is too large or too fine")
            }
            sum = total
        }
        guard let sum else { return nil }
        // Seconds with decimals are whole milliseconds but for noise.
        guard case .field(let field) = name, field.kind == .number else { return sum.description }
        return sum.rounded.description
    }

    /// A whole number that was printed with a point, such as `31422.0`, is whole.
    private static func plain(_ text: String, _ name: EventName) -> String {
        guard case .field(let field) = name, field.kind == .number, text.contains("."),
            let number = try? ExactDecimal(text)
        else { return text }
        return number.rounded.description
    }

    private static func moment(_ text: String) throws(ModelError) -> Instant {
        guard let number = try? ExactDecimal(text), !number.isNegative else {
            return try Instant(text, zoneless: true)
        }
        // 10^11 seconds are the year 5138, 10^11 milliseconds are 1973: the size tells the unit.
        let bounds: [(below: Int, factor: Int)] = [
            (100_000_000_000, 1_000_000), (100_000_000_000_000, 1000), (100_000_000_000_000_000, 1),
        ]
        for (below, factor) in bounds where number < ExactDecimal(below) {
            if let micros = number.multiplied(by: ExactDecimal(factor))?.rounded.integer {
                return Instant(microseconds: Int64(micros))
            }
        }
        throw ModelError(.badDate, "`\(text.prefix(60))` is no moment since 1970")
    }
}
