/// Reads RFC 4180 for tests: rows of cells, quotes undone.
public enum CSVRows {
    /// The rows, the head first.
    public static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var (row, cell, isQuoted) = ([String](), "", false)
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                cell += "\""
                scalars.removeFirst()
            case "\"": isQuoted.toggle()
            case ",", "\r", "\n":
                guard !isQuoted else {
                    cell.unicodeScalars.append(scalar)
                    continue
                }
                if scalar == "\r" { continue }
                row.append(cell)
                cell = ""
                if scalar == "\n" {
                    rows.append(row)
                    row = []
                }
            default: cell.unicodeScalars.append(scalar)
            }
        }
        return rows
    }

    /// The rows by the names of the head.
    public static func named(_ text: String) -> [[String: String]] {
        let rows = rows(text)
        return rows.dropFirst().map {
            Dictionary(zip(rows.first ?? [], $0), uniquingKeysWith: { first, _ in first })
        }
    }
}
