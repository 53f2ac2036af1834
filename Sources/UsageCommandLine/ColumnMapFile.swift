import Arguments
import Foundation
import UsageLedger
import UsageModel

/// Reads a map of columns from a JSON5 file: an object of names of a call and columns.
///
///     {
///       occurred_at: "time",            // ISO 8601, or seconds since 1970
///       model: "model_name",
///       input_tokens: "uncached+cached",
///       latency_ms: "seconds*1000",
///     }
enum ColumnMapFile {
    static func read(_ path: String) throws -> ColumnMap {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandLineError(.inputFailed, "the map of columns `\(path)` cannot be read")
        }
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        guard let entries = try? decoder.decode([String: String].self, from: data) else {
            throw CommandLineError(
                .badInput, "expected an object of names and columns in JSON5", place: Place(file: path),
                hint: "write it like { occurred_at: \"time\", model: \"model_name\" }")
        }
        do throws(RecordFault) {
            return try CallFormats.columnMap(entries)
        } catch {
            let place = Place(file: path, path: error.place?.path)
            throw CommandLineError(error.code, error.message, place: place, hint: error.hint)
        }
    }
}

extension Syntax where Value == ColumnMap {
    /// A list of names and columns, as in `occurred_at=time,model=name`.
    static var columnMap: Syntax {
        Syntax(
            "MAP", expected: "a list of NAME=COLUMN",
            read: { word in
                do throws(RecordFault) {
                    return .success(try CallFormats.columnMap(word))
                } catch {
                    return .failure(Refusal(reason: error.message, hint: error.hint))
                }
            })
    }
}
