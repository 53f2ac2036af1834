import UsageCapture
import UsageModel

/// What an import of a text gave.
struct ImportRun {
    var records: [ImportedRecord] = []
    var errors: [CaptureError] = []
    var format: ImportFormat?
    var skipped = 0

    var events: [UsageEvent] { records.map(\.event) }

    /// Imports bytes, cut at these offsets.
    init(
        _ bytes: some Collection<UInt8>, cuts: [Int] = [], format: ImportFormat? = nil,
        options: ImportOptions = ImportOptions(file: "calls")
    ) {
        var importer = RecordImporter(format: format, options: options)
        let bytes = Array(bytes)
        var start = 0
        for end in cuts.sorted() + [bytes.count] {
            add(importer.read(bytes[start..<end]))
            start = end
        }
        add(importer.finish())
        self.format = importer.detectedFormat
        skipped = importer.skippedRecords
    }

    init(_ text: String, format: ImportFormat? = nil, options: ImportOptions = ImportOptions(file: "calls")) {
        self.init(text.utf8, format: format, options: options)
    }

    private mutating func add(_ results: [ImportResult]) {
        for result in results {
            switch result {
            case .success(let record): records.append(record)
            case .failure(let error): errors.append(error)
            }
        }
    }
}
