#if Spreadsheets
    import UsageModel
    import Workbook

    /// A sheet that is one table: head, rows, and a row of totals that follow the reader's filter.
    struct SheetTable {
        /// What stands in a cell.
        enum Cell {
            case text(String)
            case count(Int128)
            case microseconds(Int128)
            case day(CivilDate)
            case moment(Instant)
            case money(Money)
            case empty

            /// The exact digits of a figure.
            var digits: String? {
                switch self {
                case .count(let count): String(count)
                case .microseconds(let length): DailyCSV.seconds(length)
                case .money(let amount): amount.description
                case .text, .day, .moment, .empty: nil
                }
            }
        }

        /// Where the figures of a column stand, for formulas of other sheets.
        struct Range: Hashable {
            let sheet: String
            let column: Int
            let rows: ClosedRange<Int>

            /// `Daily!O2:O31`.
            var reference: String {
                let name = SheetColumn.name(column)
                return "'\(sheet)'!\(name)\(rows.lowerBound + 1):\(name)\(rows.upperBound + 1)"
            }
        }

        let name: String
        private let columns: [SheetColumn]
        private let book: Workbook
        private let sheet: Sheet
        private let styles: SheetStyles
        private let money: MoneyStyles
        private var decimals = MoneyDecimals()
        private var widths: [Int]
        private var sums: [Int128]
        private(set) var rowCount = 0

        /// The rows of a sheet that hold no calls: the head and the totals.
        static let framingRows = 2

        init(
            named name: String, columns: [SheetColumn], styles: SheetStyles, in book: Workbook
        ) throws(WorkbookError) {
            self.name = name
            self.columns = columns
            self.book = book
            self.styles = styles
            sheet = try book.sheet(named: name)
            money = try MoneyStyles(book)
            widths = columns.map { max($0.widths.lowerBound, $0.title.count + 3) }
            sums = Array(repeating: 0, count: columns.count)
            for (index, column) in columns.enumerated() {
                try sheet.write(
                    .text(column.title), row: 0, column: index,
                    column.isTotalled ? styles.headOfFigures : styles.head)
            }
        }

        /// Adds a row; cells stand in the order of the columns.
        mutating func append(_ cells: [Cell]) throws(WorkbookError) {
            precondition(cells.count == columns.count, "a row has a cell for each column")
            rowCount += 1
            for (index, cell) in cells.enumerated() { try write(cell, row: rowCount, column: index) }
        }

        private mutating func write(_ cell: Cell, row: Int, column: Int) throws(WorkbookError) {
            switch cell {
            case .empty: return
            case .text(let text):
                let room = columns[column].widths.upperBound
                if widths[column] < room { widths[column] = min(room, max(widths[column], text.count + 1)) }
                try sheet.write(.text(text), row: row, column: column, styles.text)
            case .count(let count):
                sums[column] += count
                try sheet.write(.number(String(count)), row: row, column: column, styles.count)
            case .microseconds(let length):
                sums[column] += length
                try sheet.write(
                    .number(DailyCSV.seconds(length)), row: row, column: column, styles.seconds)
            case .day(let date):
                guard date.year >= Self.firstYear else {
                    return try write(.text(date.description), row: row, column: column)
                }
                try sheet.write(.day(date.daysSince1970), row: row, column: column, styles.day)
            case .moment(let instant):
                guard instant.date.year >= Self.firstYear else {
                    return try write(.text(instant.description), row: row, column: column)
                }
                try sheet.write(.moment(instant.microseconds), row: row, column: column, styles.moment)
            case .money(let amount):
                sums[column] += amount.picodollars
                decimals.include(amount)
                try sheet.write(.number(amount.description), row: row, column: column, money.cell)
            }
        }

        /// Spreadsheets know no dates before.
        private static let firstYear = 1901

        /// Writes totals, filter and widths, and tells where the figures are; nil where there are no rows.
        mutating func finish() throws(WorkbookError) -> [Range?] {
            // The library takes a filter only as long as its last row is not written for good.
            try sheet.filter(rows: 0...max(1, rowCount), columns: 0...(columns.count - 1))
            guard rowCount > 0 else {
                try sheet.write(.text("There are no calls"), row: 1, column: 0, styles.note)
                try arrange()
                return columns.map { _ in nil }
            }
            let total = rowCount + 1
            for (index, column) in columns.enumerated() {
                try writeTotal(of: column, row: total, column: index)
            }
            try arrange()
            return columns.indices.map { index in
                columns[index].isTotalled ? Range(sheet: name, column: index, rows: 1...rowCount) : nil
            }
        }

        private mutating func writeTotal(of column: SheetColumn, row: Int, column index: Int)
            throws(WorkbookError)
        {
            let letter = SheetColumn.name(index)
            // 109: the sum of the rows that a filter leaves in sight.
            let formula = "SUBTOTAL(109,\(letter)2:\(letter)\(rowCount + 1))"
            switch column.kind {
            case .text, .day, .moment:
                guard index == 0 else { return try sheet.writeBlank(row: row, column: index, styles.total) }
                try sheet.write(.text("Total"), row: row, column: index, styles.total)
            case .count:
                try sheet.write(
                    .formula(formula, value: String(sums[index])), row: row, column: index, styles.totalCount)
            case .seconds:
                try sheet.write(
                    .formula(formula, value: DailyCSV.seconds(sums[index])), row: row, column: index,
                    styles.totalSeconds)
            case .money:
                let amount = Money(picodollars: sums[index])
                decimals.include(amount)
                widths[index] = max(widths[index], Self.width(of: amount, decimals))
                try sheet.write(
                    .formula(formula, value: amount.description), row: row, column: index, money.total)
                try sheet.write(
                    .text("exactly \(amount) US$"), row: row, column: index + 1, styles.totalExact)
                try sheet.setWidth("exactly  US$".count + amount.description.count, column: index + 1)
            }
        }

        private func arrange() throws(WorkbookError) {
            try money.set(decimals, in: book)
            for (index, column) in columns.enumerated() {
                let width = min(
                    max(widths[index], Self.figureWidth(column, sums[index])), column.widths.upperBound)
                try sheet.setWidth(width, column: index)
            }
            try sheet.freeze(row: 1, column: 1)
            try sheet.setPrinting(headRow: 0)
        }

        private static func figureWidth(_ column: SheetColumn, _ sum: Int128) -> Int {
            let digits = String(sum.magnitude).count
            switch column.kind {
            case .count: return digits + digits / 3 + 2
            case .seconds: return max(0, digits - 6) + digits / 3 + 9
            default: return 0
            }
        }

        private static func width(of amount: Money, _ decimals: MoneyDecimals) -> Int {
            let whole = amount.magnitude.dollars(decimals: 0).count
            return whole + whole / 3 + decimals.count + 4
        }
    }
#endif
