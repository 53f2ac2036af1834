/// Finds the cells of one record.
struct CSVScan {
    struct Cell {
        var range: Range<Int>
        var isQuoted: Bool
        var hasDoubledQuotes = false
        var line: Int
        var column: Int
    }

    enum Stop: Error {
        /// The record does not end in the bytes that are there.
        case needsMore
        case fault(String, line: Int, column: Int, hint: String)
    }

    let bytes: [UInt8]
    var position: Int
    var line: Int
    let atEnd: Bool
    private var lineStart: Int

    init(bytes: [UInt8], position: Int, line: Int, atEnd: Bool) {
        self.bytes = bytes
        self.position = position
        self.line = line
        self.atEnd = atEnd
        lineStart = position
    }

    mutating func record() throws(Stop) -> [Cell] {
        var cells: [Cell] = []
        while true {
            let isQuoted = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
            cells.append(isQuoted ? try quoted() : try plain())
            guard position < bytes.count else { return cells }
            if bytes[position] == UInt8(ascii: ",") {
                position += 1
                continue
            }
            position += bytes[position] == UInt8(ascii: "\r") ? 2 : 1
            line += 1
            return cells
        }
    }

    private func fault(_ message: String, _ hint: String) -> Stop {
        .fault(message, line: line, column: position - lineStart + 1, hint: hint)
    }

    /// Whether the bytes end here without ending the record.
    private func endsTooSoon() -> Bool { position >= bytes.count && !atEnd }

    /// Whether a cell ends here: at a comma, a line end or the end of the text.
    private func isCellEnd() throws(Stop) -> Bool {
        if endsTooSoon() { throw .needsMore }
        guard position < bytes.count else { return true }
        switch bytes[position] {
        case UInt8(ascii: ","), UInt8(ascii: "\n"): return true
        case UInt8(ascii: "\r"):
            if position + 1 >= bytes.count, !atEnd { throw .needsMore }
            return position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n")
        default: return false
        }
    }

    private mutating func plain() throws(Stop) -> Cell {
        let first = position
        while try !isCellEnd() {
            if bytes[position] == UInt8(ascii: "\"") {
                throw fault(
                    "found a quote inside a cell that is not quoted",
                    "put the cell in quotes and double the ones inside")
            }
            if bytes[position] == UInt8(ascii: "\r") {
                throw fault("found a carriage return outside quotes", "end lines with LF or CRLF")
            }
            position += 1
        }
        return Cell(range: first..<position, isQuoted: false, line: line, column: first - lineStart + 1)
    }

    private mutating func quoted() throws(Stop) -> Cell {
        var cell = Cell(
            range: position..<position, isQuoted: true, line: line, column: position - lineStart + 1)
        position += 1
        let first = position
        while true {
            guard position < bytes.count else {
                guard atEnd else { throw .needsMore }
                throw .fault(
                    "a quoted cell has no closing quote", line: cell.line, column: cell.column,
                    hint: "close the quote, or double it where it belongs to the text")
            }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                guard position + 1 < bytes.count || atEnd else { throw .needsMore }
                if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") {
                    cell.hasDoubledQuotes = true
                    position += 2
                    continue
                }
                cell.range = first..<position
                position += 1
                guard try isCellEnd() else {
                    throw fault(
                        "expected a comma or the line's end after a closing quote",
                        "double the quotes that belong to the text")
                }
                return cell
            case UInt8(ascii: "\n"):
                position += 1
                line += 1
                lineStart = position
            default: position += 1
            }
        }
    }
}
