import JSON
import UsageModel

/// Reads the calls of a file in any format that can be imported, and finds out which it is where nobody says.
///
/// ```swift
/// var importer = RecordImporter(options: ImportOptions(file: "calls.jsonl"))
/// for chunk in chunks { handle(importer.read(chunk)) }
/// handle(importer.finish())
/// ```
package struct RecordImporter: RecordReader {
    /// The format, or our own JSON Lines as long as it is not known.
    package var format: ImportFormat { detectedFormat ?? .jsonl }
    /// The format; nil until enough bytes have been read to know it.
    package var detectedFormat: ImportFormat? { reader?.format }
    package var skippedRecords: Int { reader?.skippedRecords ?? 0 }
    private let options: ImportOptions
    private var reader: (any RecordReader)?
    private var head: [UInt8] = []
    private var hasFailed = false

    /// The most bytes that are looked at to find the format.
    package static let detectionBytesMax = 64 << 10

    /// An importer of the given format, or of the one that the content shows.
    package init(format: ImportFormat? = nil, options: ImportOptions = ImportOptions()) {
        self.options = options
        reader = format.map { Self.reader($0, options) }
    }

    package mutating func read(_ bytes: some Collection<UInt8>) -> [ImportResult] {
        guard !hasFailed else { return [] }
        if reader != nil { return reader?.read(bytes) ?? [] }
        head.append(contentsOf: bytes)
        return head.count >= Self.detectionBytesMax ? begin() : []
    }

    package mutating func finish() -> [ImportResult] {
        guard !hasFailed else { return [] }
        let first = reader == nil ? begin() : []
        return first + (reader?.finish() ?? [])
    }

    private mutating func begin() -> [ImportResult] {
        defer { head = [] }
        do throws(CaptureError) {
            guard let format = try FormatDetector.format(of: head, file: options.file) else { return [] }
            reader = Self.reader(format, options)
            return reader?.read(head) ?? []
        } catch {
            hasFailed = true
            return [.failure(error)]
        }
    }

    private static func reader(_ format: ImportFormat, _ options: ImportOptions) -> any RecordReader {
        switch format {
        case .jsonl: LineRecordReader<EventObjectMapping>(options: options)
        case .csv: CSVRecordReader<EventRowMapping>(options: options)
        case .aider: LineRecordReader<AiderMapping>(options: options)
        case .azureTrace: CSVRecordReader<AzureTraceMapping>(options: options)
        }
    }
}

/// Tells the format of a file from its beginning.
package enum FormatDetector {
    /// The format; nil where there is nothing but white space.
    package static func format(of head: [UInt8], file: String? = nil) throws(CaptureError) -> ImportFormat? {
        var bytes = head[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.starts(with: [0x1F, 0x8B]) {
            throw unknown(
                file, "the file is compressed with gzip",
                hint: "unpack it first: gunzip -c FILE | usageledger import -")
        }
        guard let first = bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return nil }
        if first == UInt8(ascii: "{") { return objects(bytes) }
        let header = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first ?? []
        let columns = String(decoding: header, as: UTF8.self)
            .split(separator: ",").map {
                $0.filter { $0 != "\"" && $0 != "\r\n" && $0 != "\r" }.trimmedOfSpaces
            }
        if columns.count(where: AzureTraceMapping.columns.contains) >= 2 { return .azureTrace }
        if columns.contains(where: { EventName($0) != nil }) { return .csv }
        throw unknown(
            file, "the file begins like none of the formats that can be imported",
            hint:
                "expected JSON objects, one a line, or a CSV header with names such as `occurred_at`, `provider`, `model`; "
                + "--format says which it is")
    }

    /// The first line that is JSON decides; lines that are not are the reader's to report.
    private static func objects(_ bytes: ArraySlice<UInt8>) -> ImportFormat {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let object = (try? JSONValue(parsing: Array(line)))?.object else { continue }
            return object["event"] != nil && object["properties"] != nil ? .aider : .jsonl
        }
        return .jsonl
    }

    private static func unknown(_ file: String?, _ message: String, hint: String) -> CaptureError {
        CaptureError(.unknownFormat, message, place: Place(file: file, line: 1, column: 1), hint: hint)
    }
}
