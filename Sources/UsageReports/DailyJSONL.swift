import JSON

/// The file `daily.jsonl`: the rows of `daily.csv`, each an object on a line of its own.
struct DailyJSONL {
    /// The file's content.
    let bytes: [UInt8]

    /// Writes the rows of the period in their order.
    init(_ days: ReportDays) {
        var bytes: [UInt8] = []
        for row in days.inPeriod { bytes += (ReportJSON.json(row).sorted.compactText + "\n").utf8 }
        self.bytes = bytes
    }
}
