import JSON
import Templates
import UsageModel

/// Takes named values out of a template's record and names what is wrong or left over.
struct TemplateReader {
    private var record: [String: TemplateValue]
    private let template: Templates.Template
    private let name: String
    private var known: [String] = []

    /// Begins with a record; `name` is the value's place in the template, empty for the whole.
    init(_ value: TemplateValue, in template: Templates.Template, name: String = "") throws(ReportsError) {
        guard case .record(let record) = value else {
            throw Self.fault("a record { … } is expected here", in: template, name: name)
        }
        self.record = record
        self.template = template
        self.name = name
    }

    /// A text; the fallback where it is not given.
    mutating func text(_ key: String, _ fallback: String) throws(ReportsError) -> String {
        guard let value = take(key) else { return fallback }
        guard case .text(let text) = value else { throw fault("a text is expected here", key) }
        return text
    }

    /// A whole number within bounds; the fallback where it is not given.
    mutating func number(_ key: String, _ fallback: Int, in bounds: ClosedRange<Int>) throws(ReportsError)
        -> Int
    {
        guard let value = take(key) else { return fallback }
        guard case .number(let number) = value, bounds.contains(number) else {
            throw fault(
                "a whole number from \(bounds.lowerBound) to \(bounds.upperBound) is expected here", key)
        }
        return number
    }

    /// A list; nil where it is not given.
    mutating func list(_ key: String) throws(ReportsError) -> [TemplateValue]? {
        guard let value = take(key) else { return nil }
        guard case .list(let list) = value else { throw fault("a list [ … ] is expected here", key) }
        return list
    }

    /// A list of words out of a few, each once; nil where it is not given.
    ///
    /// A word may be written with a hyphen or an underscore.
    mutating func words<Word: RawRepresentable & CaseIterable & Hashable>(
        _ key: String, _ noun: String
    ) throws(ReportsError) -> [Word]? where Word.RawValue == String {
        guard let list = try list(key) else { return nil }
        let known = Word.allCases.map { $0.rawValue.replacing("-", with: "_") }
        var words: [Word] = []
        for (index, value) in list.enumerated() {
            let place = "\(key)[\(index)]"
            guard case .text(let text) = value else { throw fault("a text is expected here", place) }
            let name = text.replacing("-", with: "_")
            guard let word = Word.allCases.first(where: { $0.rawValue.replacing("-", with: "_") == name })
            else {
                throw fault(
                    "`\(text.prefix(60))` is not \(noun)", place,
                    hint: Names.suggestion(for: name, among: known)
                        ?? "known are \(known.joined(separator: ", "))")
            }
            guard !words.contains(word) else { throw fault("`\(text)` stands here twice", place) }
            words.append(word)
        }
        return words
    }

    /// Throws where a name is left over that nobody asked for.
    func finish() throws(ReportsError) {
        guard let stranger = record.keys.min() else { return }
        throw fault(
            "`\(stranger)` is not known here", stranger,
            hint: Names.suggestion(for: stranger, among: known)
                ?? "known are \(known.joined(separator: ", "))")
    }

    /// An error at one of the record's values.
    func fault(_ message: String, _ key: String, hint: String? = nil) -> ReportsError {
        Self.fault(message, in: template, name: place(key), hint: hint)
    }

    /// The place of one of the record's values.
    func place(_ key: String) -> String { name.isEmpty ? key : name + "." + key }

    private mutating func take(_ key: String) -> TemplateValue? {
        known.append(key)
        return record.removeValue(forKey: key)
    }

    /// An error at a value of a template, with its file, line and column.
    static func fault(
        _ message: String, in template: Templates.Template, name: String, hint: String? = nil
    ) -> ReportsError {
        let position = template.place(of: name)
        return ReportsError(
            .badTemplate, message,
            place: Place(
                file: template.path, line: position?.line, column: position?.column,
                path: name.isEmpty ? nil : name), hint: hint)
    }
}
