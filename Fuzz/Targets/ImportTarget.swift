import UsageCapture
import UsageModel

/// A file that is to be imported, in whatever format it seems to be.
enum ImportTarget {
    @Sendable static func check(_ bytes: [UInt8]) throws {
        // Records above the limit are met by small inputs too.
        let options = ImportOptions(
            file: "calls", provider: Provider(rawValue: "azure"), model: "gpt-4o", recordBytesMax: 4_096)
        let whole = results([bytes[...]], options)
        let pieces = results(bytes.cutIntoPieces(), options)
        try require(
            pieces.results == whole.results && pieces.skipped == whole.skipped,
            "in pieces \(difference(pieces.results, whole.results))")
        for case .success(let record) in whole.results { try check(record, options) }
        for case .failure(let error) in whole.results {
            try require(!error.message.isEmpty, "an error without a message")
            try require(
                error.description.utf8.count < 2_000, "an error of \(error.description.utf8.count) bytes")
        }
        if whole.format == .jsonl { try checkGoodLines(around: bytes, options) }
    }

    private static func results(
        _ pieces: [ArraySlice<UInt8>], _ options: ImportOptions, format: ImportFormat? = nil
    ) -> (results: [ImportResult], skipped: Int, format: ImportFormat?) {
        var importer = RecordImporter(format: format, options: options)
        var results: [ImportResult] = []
        for piece in pieces { results += importer.read(piece) }
        results += importer.finish()
        return (results, importer.skippedRecords, importer.detectedFormat)
    }

    private static func difference(_ found: [ImportResult], _ wanted: [ImportResult]) -> String {
        let index = zip(found, wanted).enumerated().first { $1.0 != $1.1 }?.offset
        guard let index else { return "\(found.count) records, as a whole \(wanted.count)" }
        return "record \(index) is \(found[index]), as a whole \(wanted[index])"
    }

    /// A call that was read is written and read back as the same call.
    private static func check(_ record: ImportedRecord, _ options: ImportOptions) throws {
        let event = record.event
        for count in event.usage.counts {
            try require(!count.value.isNegative, "\(count.counter.rawValue) is \(count.value)")
        }
        let line = Array(EventLineWriter.line(event).utf8)
        let writer = EventRowWriter()
        let table = Array((writer.header + writer.line(event)).utf8)
        let limits = ImportOptions(file: "calls", recordBytesMax: 1 << 20)
        for (format, text) in [(ImportFormat.jsonl, line), (.csv, table)] {
            let read = results([text[...]], limits, format: format).results
            guard read.count == 1, case .success(let again) = read[0] else {
                throw Violation(
                    description: "\(String(decoding: text, as: UTF8.self)) does not read back: \(read)")
            }
            try require(
                again.event == event, "\(event) reads back from \(format.rawValue) as \(again.event)")
        }
    }

    /// Whatever stands between them, good lines are read.
    private static func checkGoodLines(around bytes: [UInt8], _ options: ImportOptions) throws {
        let good = Array(
            #"{"occurred_at":"2025-03-01T12:00:00Z","provider":"openai","model":"between","usage":{"images":1}}"#
                .utf8)
        let newline = UInt8(ascii: "\n")
        let text = good + [newline] + bytes + [newline] + good
        let results = results([text[...]], options, format: .jsonl).results
        let kept = results.count { result in
            guard case .success(let record) = result else { return false }
            return record.event.call.requestedModel == "between"
        }
        try require(kept >= 2, "a good line is lost: \(results.count) records")
    }
}
