import JSON
package import UsageCapture
package import UsageModel

/// The formats that can be imported.
package typealias ImportFormat = UsageCapture.ImportFormat

/// What the columns of a foreign table mean.
package typealias ColumnMap = UsageCapture.ColumnMap

/// Calls as text in our own formats: the inverse of the importers, and the reader of a single call.
package enum CallFormats {
    private static let csv = EventRowWriter()

    /// A row as one line of JSON Lines, without its end.
    package static func jsonLine(_ row: LedgerRow) -> String {
        EventLineWriter.line(event(of: row), row.priced.costing, row.correction)
    }

    /// The names of the CSV's columns, with the line's end.
    package static var csvHeader: String { csv.header }

    /// A row as one line of CSV, with its end; `raw` leaves texts that look like formulas as they are.
    package static func csvLine(_ row: LedgerRow, raw: Bool = false) -> String {
        csv.line(event(of: row), row.priced.costing, row.correction, raw: raw)
    }

    /// The formats that can be imported, in one sentence of words.
    package static let importList = ImportFormat.allCases.map { format in
        "`\(format.rawValue)` (\(format.displayName)\(format.isExperimental ? ", experimental" : ""))"
    }.joined(separator: ", ")

    /// A map of columns from a list such as `occurred_at=time,model=name`.
    package static func columnMap(_ list: String) throws(RecordFault) -> ColumnMap {
        do throws(CaptureError) {
            return try ColumnMap(list)
        } catch {
            throw RecordFault(error)
        }
    }

    /// A map of columns from names and columns.
    package static func columnMap(_ entries: [String: String]) throws(RecordFault) -> ColumnMap {
        var map = ColumnMap()
        do throws(CaptureError) {
            for (name, column) in entries.sorted(by: { $0.key < $1.key }) { try map.set(name, column) }
        } catch {
            throw RecordFault(error)
        }
        return map
    }

    /// The call of a JSON object in the names of our JSON Lines; throws what is wrong with it, with column or path.
    package static func event(json: [UInt8], tenant: String = Attribution.defaultTenant) throws -> UsageEvent
    {
        var mapping = EventObjectMapping(options: ImportOptions(tenant: tenant))
        if json.contains(UInt8(ascii: "\n")), let object = (try? JSONValue(parsing: json))?.object {
            // Over many lines only the path says where something is.
            guard let call = try mapping.call(from: object) else { throw noCall }
            return try uncorrected(call.event, call.correction)
        }
        var reader = LineRecordReader<EventObjectMapping>(options: ImportOptions(tenant: tenant))
        guard let result = (reader.read(json) + reader.finish()).first else { throw noCall }
        let record = try result.get()
        return try uncorrected(record.event, record.correction)
    }

    /// A single call corrects nothing.
    private static func uncorrected(_ event: UsageEvent, _ correction: Correction?) throws -> UsageEvent {
        guard let correction else { return event }
        throw CaptureError(
            .unknownName, "a \(correction.kind.rawValue) is no call", place: Place(path: "kind"),
            hint: "`usageledger import` reads corrections that an export has written")
    }

    private static var noCall: CaptureError {
        CaptureError(
            .badJSON, "expected a JSON object, found nothing", hint: "write {\"provider\":…,\"model\":…}")
    }

    private static func event(of row: LedgerRow) -> UsageEvent {
        var event = row.priced.event
        event.id = row.id
        return event
    }
}
