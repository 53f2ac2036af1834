import Foundation
import JSON

extension Command.Result {
    /// The output as one JSON document.
    func json() throws -> JSONValue { try JSONValue(parsing: Array(output)) }

    /// The lines of the output.
    var lines: [String] { text.split(separator: "\n").map(String.init) }
}
