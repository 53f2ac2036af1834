import JSON
import UsageModel

/// Reads the JSON objects of another tool: one a line, one after the other, in an array, or inside a page's `data`.
package struct ObjectRecordReader<Mapping: CallMapping>: RecordReader {
    package private(set) var skippedRecords = 0
    private var objects: JSONObjectBuffer
    private var mapping: Mapping?
    private let options: ImportOptions
    /// Calls of which a record nearby may say more, oldest first.
    private var held: [ImportedRecord] = []
    private var failure: CaptureError?

    /// How many calls may be held back: more than ever run at one time in a session.
    private static var heldMax: Int { 256 }
    /// A page or a batch of spans is one object.
    private static var objectBytesMax: Int { 64 << 20 }

    package var format: ImportFormat { Mapping.format }

    package init(options: ImportOptions) {
        self.options = options
        objects = JSONObjectBuffer(objectBytesMax: Self.objectBytesMax)
        do throws(CaptureError) {
            mapping = try Mapping(options: options)
        } catch {
            failure = error.moved(to: Place(file: options.file))
        }
    }

    package mutating func read(_ bytes: some Collection<UInt8>) -> [ImportResult] {
        objects.append(bytes)
        return records(atEnd: false)
    }

    package mutating func finish() -> [ImportResult] {
        let last = records(atEnd: true)
        defer { held = [] }
        return last + held.map { .success($0) }
    }

    private mutating func records(atEnd: Bool) -> [ImportResult] {
        guard mapping != nil else {
            defer { failure = nil }
            return failure.map { [.failure($0)] } ?? []
        }
        var results: [ImportResult] = []
        while let item = objects.next(atEnd: atEnd) {
            switch item {
            case .tooLong(let position):
                results.append(.failure(.recordTooLong(at: place(position), options)))
            case .broken(let range, let position, let reason):
                results.append(.failure(damage(range, position, reason)))
            case .whole(let range, let position):
                read(range, position, into: &results)
            }
        }
        return results
    }

    private func place(_ position: JSONObjectBuffer.Position) -> Place {
        Place(file: options.file, line: position.line, column: position.column)
    }

    /// What a JSON reader says of a damaged object, which is nearer to the cause than what the cutting noticed.
    private func damage(
        _ range: Range<Int>, _ position: JSONObjectBuffer.Position, _ reason: String
    ) -> CaptureError {
        let hint = "export the file again, or correct the line"
        do throws(JSONError) {
            _ = try JSONValue(parsing: objects.bytes, in: range)
        } catch {
            let place = Place(
                file: options.file, line: position.line + error.line - 1,
                column: error.line == 1 ? position.column + error.column - 1 : error.column)
            return CaptureError(.badJSON, error.message, place: place, hint: hint)
        }
        return CaptureError(.badJSON, reason, place: place(position), hint: hint)
    }

    private mutating func read(
        _ range: Range<Int>, _ position: JSONObjectBuffer.Position, into results: inout [ImportResult]
    ) {
        do throws(CaptureError) {
            let content = try CaptureError.text(objects.bytes[range], at: place(position))
            let object = try object(range, position)
            let records = Mapping.records(in: object)
            for (index, record) in records.enumerated() {
                do throws(ModelError) {
                    guard let call = try mapping?.call(from: record) else {
                        skippedRecords += 1
                        continue
                    }
                    let ordinal = records.count == 1 ? "" : "#\(index)"
                    keep(self.record(call, content: content + ordinal, position), into: &results)
                } catch {
                    let path = records.count == 1 ? error.place?.path : nil
                    let place = place(of: path, in: range, position)
                    results.append(.failure(CaptureError(error).moved(to: place)))
                }
            }
        } catch {
            results.append(.failure(error))
        }
    }

    private func object(
        _ range: Range<Int>, _ position: JSONObjectBuffer.Position
    ) throws(CaptureError) -> JSONObject {
        do throws(JSONError) {
            return try JSONValue(parsing: objects.bytes, in: range).object ?? JSONObject()
        } catch {
            throw damage(range, position, error.message)
        }
    }

    private func record(
        _ call: MappedCall, content: String, _ position: JSONObjectBuffer.Position
    ) -> ImportedRecord {
        var record = ImportedRecord(
            event: call.event, content: call.key ?? content,
            place: Place(file: options.file, line: position.line))
        record.isNamed = call.key != nil
        record.isRunning = call.isRunning
        record.correction = call.correction
        record.statement = call.statement
        record.position = position.offset + 1
        return record
    }

    /// A call of which more may come waits; what comes takes the place of what was there.
    private mutating func keep(_ record: ImportedRecord, into results: inout [ImportResult]) {
        guard record.isRunning else {
            results.append(.success(record))
            return
        }
        if let index = held.lastIndex(where: { $0.content == record.content }) {
            let first = held[index]
            held[index] = record
            (held[index].place, held[index].position) = (first.place, first.position)
            // A call is made when it begins.
            held[index].event.occurredAt = first.event.occurredAt
            return
        }
        held.append(record)
        if held.count > Self.heldMax { results.append(.success(held.removeFirst())) }
    }

    /// Where the member at a path stands, or the object where it has no such member.
    private func place(
        of path: String?, in range: Range<Int>, _ position: JSONObjectBuffer.Position
    ) -> Place {
        let names = path?.split(separator: ".").map(String.init) ?? []
        for length in stride(from: names.count, to: 0, by: -1) {
            let found = JSONLocator.offset(of: Array(names.prefix(length)), in: objects.bytes, range)
            guard let found else { continue }
            let before = objects.bytes[range.lowerBound..<found]
            let lines = before.count { $0 == UInt8(ascii: "\n") }
            let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
            return Place(
                file: options.file, line: position.line + lines,
                column: start.map { found - $0 + 1 } ?? position.column + found - range.lowerBound)
        }
        return place(position)
    }
}
