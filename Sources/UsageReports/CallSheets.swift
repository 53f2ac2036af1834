#if Spreadsheets
    import UsageModel
    import Workbook

    /// The sheets `Calls`, `Calls 2` and so on: every row of the ledger, a further sheet where one is full.
    struct CallSheets {
        private let zone: Zone
        private let styles: SheetStyles
        private let book: Workbook
        private let rowsMax: Int
        private var sheetCount = 1
        private var table: SheetTable
        private var costs: [SheetTable.Range] = []
        /// The quarter of an hour whose distance from UTC is known.
        private var quarter: (number: Int64, offset: Int64)?

        /// The sum of the calls' costs.
        private(set) var cost = Money.zero
        /// How many rows there are.
        private(set) var rowCount = 0

        /// `rowsMax` is the most rows of a sheet, with head and totals.
        init(zone: Zone, rowsMax: Int, styles: SheetStyles, in book: Workbook) throws(WorkbookError) {
            self.zone = zone
            self.styles = styles
            self.book = book
            self.rowsMax = max(rowsMax, SheetTable.framingRows + 1)
            table = try SheetTable(
                named: "Calls", columns: WorkbookTables.calls(zone: zone), styles: styles, in: book)
        }

        mutating func append(_ row: LedgerRow) throws(WorkbookError) {
            if table.rowCount == rowsMax - SheetTable.framingRows {
                try finishTable()
                sheetCount += 1
                table = try SheetTable(
                    named: "Calls \(sheetCount)", columns: WorkbookTables.calls(zone: zone), styles: styles,
                    in: book)
            }
            try table.append(WorkbookTables.row(row, clock: clock(of: row.priced.event.occurredAt)))
            rowCount += 1
            let amount = row.priced.costing.total ?? .zero
            cost += row.sign < 0 ? amount.negated : amount
        }

        /// Ends the last sheet and tells where the costs are.
        mutating func finish() throws(WorkbookError) -> [SheetTable.Range] {
            try finishTable()
            return costs
        }

        private mutating func finishTable() throws(WorkbookError) {
            let ranges = try table.finish()
            if let cost = ranges.last ?? nil { costs.append(cost) }
        }

        /// A quarter of an hour has one distance from UTC in every zone; asking for it costs more than the cell.
        private mutating func clock(of instant: Instant) -> Instant {
            let number = instant.seconds / 900
            if let quarter, quarter.number == number { return instant.adding(seconds: quarter.offset) }
            let offset = Int64(zone.offset(at: instant))
            quarter = (number, offset)
            return instant.adding(seconds: offset)
        }
    }
#endif
