import UsageModel

/// Cuts CSV (RFC 4180) that arrives in pieces into records, in memory bounded by the longest record.
///
/// Lines end with LF or CRLF, the last one may have no end; empty lines are passed over; a byte order mark is dropped.
/// After a record that is no CSV, reading goes on at the line after the one where it began, so that a forgotten quote costs
/// its own record and not the rest of the file.
struct CSVBuffer {
    /// One cell with where it begins.
    struct Cell: Hashable {
        var text: String
        /// The line, from 1.
        var line: Int
        /// The byte column, from 1.
        var column: Int
    }

    /// One record of the file.
    enum Record: Hashable {
        case cells([Cell])
        case fault(CaptureError)
    }

    private let options: ImportOptions
    private var bytes: [UInt8] = []
    private var start = 0
    private var line = 1
    private var isAtBeginning = true
    /// Within a line that is being passed over after a fault.
    private var isSkipping = false

    init(options: ImportOptions) {
        self.options = options
    }

    mutating func append(_ more: some Collection<UInt8>) {
        bytes.removeFirst(start)
        start = 0
        bytes.append(contentsOf: more)
    }

    /// The next record, or nil where more bytes are needed; at the end of the text the rest counts as a record.
    mutating func next(atEnd: Bool) -> Record? {
        guard dropMark(atEnd: atEnd), skipRestOfLine() else { return nil }
        while start < bytes.count {
            var scan = CSVScan(bytes: bytes, position: start, line: line, atEnd: atEnd)
            do throws(CSVScan.Stop) {
                let cells = try scan.record()
                (start, line) = (scan.position, scan.line)
                if cells.count > 1 || cells.first.map({ $0.isQuoted || !$0.range.isEmpty }) == true {
                    return record(cells)
                }
            } catch {
                switch error {
                case .needsMore where bytes.count - start <= options.recordBytesMax: return nil
                case .needsMore: return fault(.recordTooLong(at: place(line, 1), options))
                case .fault(let message, let line, let column, let hint):
                    return fault(CaptureError(.badCSV, message, place: place(line, column), hint: hint))
                }
            }
        }
        return nil
    }

    private func place(_ line: Int, _ column: Int) -> Place {
        Place(file: options.file, line: line, column: column)
    }

    private mutating func dropMark(atEnd: Bool) -> Bool {
        guard isAtBeginning else { return true }
        guard bytes.count >= 3 || atEnd else { return false }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        isAtBeginning = false
        return true
    }

    private mutating func fault(_ error: CaptureError) -> Record {
        isSkipping = true
        _ = skipRestOfLine()
        return .fault(error)
    }

    /// Moves behind the next line end; false where it has not arrived yet.
    private mutating func skipRestOfLine() -> Bool {
        guard isSkipping else { return true }
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else {
            start = bytes.count
            return false
        }
        start = end + 1
        line += 1
        isSkipping = false
        return true
    }

    private func record(_ cells: [CSVScan.Cell]) -> Record {
        var texts: [Cell] = []
        texts.reserveCapacity(cells.count)
        for cell in cells {
            let slice = bytes[cell.range]
            do throws(CaptureError) {
                var text = try CaptureError.text(slice, at: place(cell.line, cell.column))
                if cell.hasDoubledQuotes { text = text.replacing("\"\"", with: "\"") }
                texts.append(Cell(text: text, line: cell.line, column: cell.column))
            } catch {
                return .fault(error)
            }
        }
        return .cells(texts)
    }
}
