import UsageCapture
import UsageModel
import UsageStore

/// Writes rows as lines of our own CSV, as `EventRowWriter` does.
struct CSVRowText: Sendable {
    private struct Cell: Sendable {
        let source: RowText.Source
        /// Whether a text that looks like a formula gets an apostrophe in front.
        let isGuarded: Bool
    }

    private let cells: [Cell]

    init(isRaw: Bool) {
        cells = EventName.all.map { Cell(source: $0.source, isGuarded: $0.isText && !isRaw) }
    }

    /// Adds a row as one line, with its end.
    func append(_ row: StoredRow, to line: inout [UInt8]) throws {
        let bytes = row.bytes
        let further = try row.furtherUsage()
        let isCorrection = !row.isNull(.corrects)
        for index in cells.indices {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            let cell = cells[index]
            switch cell.source {
            case .nothing: break
            case .text(let column): Self.append(bytes[row.range(column)], cell.isGuarded, to: &line)
            case .tenant:
                let name = bytes[row.range(.tenantID)]
                if !name.elementsEqual(Attribution.defaultTenant.utf8) {
                    Self.append(name, cell.isGuarded, to: &line)
                }
            case .object(let column): Self.append(bytes[row.range(column)], false, to: &line)
            case .number(let column):
                if let number = row.integer(column) { line.append(decimal: number) }
            case .money(let column):
                if let number = row.integer(column) { line.append(decimal: number, decimals: 12) }
            case .id(let column): line.append(id: bytes[row.range(column)])
            case .instant(let column): line.append(instant: row.integer(column) ?? 0)
            case .counter(let counter): Self.append(counter, row, further, to: &line)
            case .attribute(let attribute):
                guard let text = further?.attributes[attribute] else { break }
                Self.append(Array(text.utf8)[...], cell.isGuarded, to: &line)
            case .correction(let field):
                guard isCorrection else { break }
                switch field.source {
                case .id(let column): line.append(id: bytes[row.range(column)])
                case .text(let column): Self.append(bytes[row.range(column)], cell.isGuarded, to: &line)
                default: break
                }
            }
        }
        line.append(UInt8(ascii: "\r"))
        line.append(UInt8(ascii: "\n"))
    }

    private static func append(
        _ counter: Counter, _ row: StoredRow, _ further: Usage?, to line: inout [UInt8]
    ) {
        if let further {
            if let count = further[counter] { line.append(contentsOf: count.description.utf8) }
        } else if let (column, decimals) = counter.column, let number = row.integer(column) {
            line.append(decimal: number, decimals: decimals)
        }
    }

    /// Adds a text, in quotes where it needs them.
    private static func append(_ text: ArraySlice<UInt8>, _ isGuarded: Bool, to line: inout [UInt8]) {
        guard !text.isEmpty else { return }
        let hasMark = isGuarded && FormulaGuard.isFormula(text)
        var needsQuotes = false
        for byte in text {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D: needsQuotes = true
            default: break
            }
        }
        guard needsQuotes else {
            if hasMark { line.append(UInt8(ascii: "'")) }
            line.append(contentsOf: text)
            return
        }
        line.append(UInt8(ascii: "\""))
        if hasMark { line.append(UInt8(ascii: "'")) }
        for byte in text {
            if byte == UInt8(ascii: "\"") { line.append(byte) }
            line.append(byte)
        }
        line.append(UInt8(ascii: "\""))
    }
}
