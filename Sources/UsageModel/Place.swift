/// Where in an input something stands, as an error message names it.
public struct Place: Hashable, Sendable, CustomStringConvertible {
    /// The file's name as the user gave it; nil for standard input and values.
    public var file: String?
    /// The line, from 1.
    public var line: Int?
    /// The column, from 1.
    public var column: Int?
    /// The path inside a JSON document or the name of a CSV column, such as `usage.input_tokens`.
    public var path: String?

    /// A place; leave out what is not known.
    public init(file: String? = nil, line: Int? = nil, column: Int? = nil, path: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
    }

    /// The usual `file:line:column`, or `line 3, column 7` without a file, followed by the path in backticks.
    public var description: String {
        let position =
            if let file {
                ([file] + [line, column].compactMap(\.self).map(String.init)).joined(separator: ":")
            } else {
                [line.map { "line \($0)" }, column.map { "column \($0)" }].compactMap(\.self)
                    .joined(separator: ", ")
            }
        guard let path else { return position }
        return position.isEmpty ? "`\(path)`" : "\(position) (`\(path)`)"
    }
}
