package import JSON
import UsageModel

/// How one JSON object of a log becomes a call.
package protocol ObjectMapping: Sendable {
    /// The format whose objects it reads.
    static var format: ImportFormat { get }
    /// A mapping with what the file does not say itself.
    init(options: ImportOptions)
    /// The call of an object, or nil where it is none; the place of an error holds the path of the member.
    mutating func call(from object: JSONObject) throws(CaptureError) -> MappedCall?
}

/// Reads JSON Lines: one object a line, empty lines between them allowed.
package struct LineRecordReader<Mapping: ObjectMapping>: RecordReader {
    package private(set) var skippedRecords = 0
    private var lines: LineBuffer
    private var mapping: Mapping
    private let options: ImportOptions

    package var format: ImportFormat { Mapping.format }

    package init(options: ImportOptions) {
        self.options = options
        lines = LineBuffer(lineBytesMax: options.recordBytesMax)
        mapping = Mapping(options: options)
    }

    package mutating func read(_ bytes: some Collection<UInt8>) -> [ImportResult] {
        lines.append(bytes)
        return records(atEnd: false)
    }

    package mutating func finish() -> [ImportResult] { records(atEnd: true) }

    private mutating func records(atEnd: Bool) -> [ImportResult] {
        var results: [ImportResult] = []
        while let line = lines.next(atEnd: atEnd) {
            switch line {
            case .tooLong(let number):
                results.append(.failure(.recordTooLong(at: place(number), options)))
            case .whole(let range, let number):
                guard lines.bytes[range].contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
                do throws(CaptureError) {
                    if let record = try record(range, number) {
                        results.append(.success(record))
                    } else {
                        skippedRecords += 1
                    }
                } catch {
                    results.append(.failure(error))
                }
            }
        }
        return results
    }

    private mutating func record(_ range: Range<Int>, _ number: Int) throws(CaptureError) -> ImportedRecord? {
        let content = try CaptureError.text(lines.bytes[range], at: place(number, 1))
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: lines.bytes, in: range)
        } catch {
            throw CaptureError(
                .badJSON, error.message, place: place(number, error.column),
                hint: "a line holds one whole JSON object")
        }
        guard let object = value.object else {
            throw CaptureError(
                .badJSON, "expected a JSON object, found \(value.kindName)", place: place(number, 1),
                hint: "a line holds one call, like {\"occurred_at\":\"2025-03-01T12:00:00Z\",…}")
        }
        do throws(CaptureError) {
            guard let call = try mapping.call(from: object) else { return nil }
            var record = ImportedRecord(event: call.event, content: content, place: place(number))
            record.correction = call.correction
            return record
        } catch {
            throw error.moved(to: place(number, column(of: error.place?.path, in: range)))
        }
    }

    private func place(_ line: Int, _ column: Int? = nil) -> Place {
        Place(file: options.file, line: line, column: column)
    }

    /// The byte column of the member at a path, or of the object where it has no such member.
    private func column(of path: String?, in range: Range<Int>) -> Int {
        let names = path?.split(separator: ".").map(String.init) ?? []
        for length in stride(from: names.count, to: 0, by: -1) {
            let found = JSONLocator.offset(of: Array(names.prefix(length)), in: lines.bytes, range)
            if let found { return found - range.lowerBound + 1 }
        }
        return 1
    }
}

extension CaptureError {
    /// An error of the hall as one of this room.
    init(_ error: ModelError) {
        self.init(error.code, error.message, place: error.place, hint: error.hint)
    }

    /// The same error at a place in a file; the path stays.
    func moved(to place: Place) -> CaptureError {
        var moved = self
        moved.place = place
        moved.place?.path = self.place?.path
        return moved
    }

    /// The text of bytes that must be UTF-8; the place of the error is that of the first byte which is not.
    static func text(_ bytes: ArraySlice<UInt8>, at place: Place) throws(CaptureError) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var good = 0
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        scan: while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let scalar): good += scalar.count
            default: break scan
            }
        }
        var place = place
        place.column = (place.column ?? 1) + good
        throw CaptureError(
            .badText, "expected UTF-8, found a byte that is none", place: place,
            hint: "save the file in UTF-8 and import it again")
    }

    static func recordTooLong(at place: Place, _ options: ImportOptions) -> CaptureError {
        CaptureError(
            .lineTooLong, "the record is longer than \(options.recordBytesMax) bytes", place: place,
            hint: "a call needs a few hundred; leave out prompts, answers and payloads")
    }
}
