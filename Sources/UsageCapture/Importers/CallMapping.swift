package import JSON
package import UsageModel

/// A call that a record of another tool tells, with the name that the tool itself has for it.
package struct MappedCall: Hashable, Sendable {
    /// The call.
    package var event: UsageEvent
    /// What names the call in its source; nil where only its content does.
    ///
    /// A call of the same key that comes again, in this file or another, is the same call.
    package var key: String?
    /// Whether a record of the same key nearby says more of the same call, so that the last one counts.
    package var isRunning: Bool
    /// What it corrects; nil for a call.
    package var correction: Correction?
    /// The line of a statement that the call stands for; nil for a call that was made.
    package var statement: StatementLine?

    package init(_ event: UsageEvent, key: String? = nil, isRunning: Bool = false) {
        self.event = event
        self.key = key
        self.isRunning = isRunning
    }
}

/// How one JSON object of another tool becomes a call.
package protocol CallMapping: Sendable {
    /// The format whose objects it reads.
    static var format: ImportFormat { get }
    /// Whether an object looks like one of the format.
    static func recognises(_ object: JSONObject) -> Bool
    /// A mapping with what the file does not say itself.
    init(options: ImportOptions) throws(CaptureError)
    /// The records that an object holds: itself, unless it is a page or a batch of them.
    static func records(in object: JSONObject) -> [JSONObject]
    /// The call of a record, or nil where it is none; the place of an error holds the path of the member.
    mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall?
}

extension CallMapping {
    /// The records of a page of an interface, or the object itself.
    package static func records(in object: JSONObject) -> [JSONObject] {
        guard !recognises(object), let page = object["data"]?.array else { return [object] }
        return page.compactMap(\.object)
    }
}

/// A row of a CSV file as an object of its filled cells, for formats that come both ways; cells that hold JSON are read.
package struct CellMapping<Mapping: CallMapping>: RowMapping {
    package static var format: ImportFormat { Mapping.format }
    private let columns: [String]
    private var mapping: Mapping

    package init(columns: [String], options: ImportOptions) throws(CaptureError) {
        for (index, column) in columns.enumerated() where columns[..<index].contains(column) {
            throw CaptureError(
                .unknownName, "the column `\(column.prefix(60))` is there twice", place: Place(path: column),
                hint: "take one of them out")
        }
        self.columns = columns
        mapping = try Mapping(options: options)
    }

    package mutating func call(from cells: [String]) throws(CaptureError) -> MappedCall? {
        var object = JSONObject()
        for (column, cell) in zip(columns, cells) where !cell.isEmpty {
            let isJSON = cell.first == "{" || cell.first == "["
            object.append(column, (isJSON ? try? JSONValue(parsing: cell) : nil) ?? .string(cell))
        }
        do throws(ModelError) {
            return try mapping.call(from: object)
        } catch {
            throw CaptureError(error)
        }
    }
}
