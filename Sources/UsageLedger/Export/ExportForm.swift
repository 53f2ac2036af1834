/// The forms in which rows are written for other programs.
package enum ExportForm: String, CaseIterable, Hashable, Sendable {
    /// Our own CSV.
    case csv
    /// Our own JSON Lines.
    case jsonl
    /// One JSON array of the objects of JSON Lines.
    case json
}
