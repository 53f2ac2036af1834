#if Spreadsheets
    import Charts
    import UsageModel
    import Workbook

    /// The sheets of one workbook, in their order.
    struct WorkbookPages {
        private let input: WorkbookInput
        private let book: Workbook
        private let styles: SheetStyles

        init(_ input: WorkbookInput, path: String, temporaryFolder: String) throws(WorkbookError) {
            self.input = input
            book = try Workbook(
                path: path, temporaryFolder: temporaryFolder,
                properties: Workbook.Properties(
                    title: "AI usage and cost, \(Self.span(input))", subject: input.headline ?? "",
                    author: input.producer, createdAtSeconds: input.generatedAt.seconds))
            styles = try SheetStyles(book)
        }

        func write(
            rowsMax: Int, calls: (_ body: (LedgerRow) throws -> Void) throws -> String
        ) throws {
            let summary = try book.sheet(named: "Summary")
            let daily = try table("Daily", WorkbookTables.daily, input.daily, rowsMax)
            let models = try table("Models", WorkbookTables.models, input.models, rowsMax)
            let users = try table("Users", WorkbookTables.users, input.users, rowsMax)
            var costs: [(name: String, ranges: [SheetTable.Range])] = [
                ("Daily", daily), ("Models", models), ("Users", users),
            ].map { name, ranges in (name, [ranges.last ?? nil].compactMap(\.self)) }
            for (name, table) in [("models", input.models), ("users", input.users)] {
                try check(table.total.cost, of: name)
            }
            var written: (rowCount: Int, digest: String)?
            if input.hasCalls {
                var sheets = try CallSheets(zone: input.zone, rowsMax: rowsMax, styles: styles, in: book)
                let digest = try calls { row in try sheets.append(row) }
                costs.append(("Calls", try sheets.finish()))
                written = (sheets.rowCount, digest)
                try check(sheets.cost, of: "calls")
            }
            try SummarySheet(input, sheet: summary, styles: styles, book: book, title: Self.span(input))
                .write(daily: daily, costs: costs)
            try writeAbout(written)
            try book.finish()
        }

        /// Each sheet is a question of its own; a call that is recorded between two of them parts their totals.
        private func check(_ cost: Money, of name: String) throws(ReportsError) {
            guard cost != input.total.cost else { return }
            throw ReportsError(
                .totalsDiffer, "the \(name) add up to \(cost) US dollars, the days to \(input.total.cost)",
                hint: "calls were recorded while the file was being written: write it again")
        }

        private static func span(_ input: WorkbookInput) -> String {
            input.period.map { Wording.english.full($0) } ?? input.title
        }

        private func table(
            _ name: String, _ columns: [SheetColumn], _ table: CostTable, _ rowsMax: Int
        ) throws -> [SheetTable.Range?] {
            let rows = WorkbookTables.rows(of: table)
            guard rows.count <= Workbook.rowsMax - SheetTable.framingRows else {
                throw ReportsError(
                    .workbookFailed, "the sheet `\(name)` would have \(rows.count) rows, more than fit",
                    hint: "ask for a shorter period")
            }
            var sheet = try SheetTable(named: name, columns: columns, styles: styles, in: book)
            for row in rows { try sheet.append(row) }
            return try sheet.finish()
        }

        /// What the figures are, so that nobody has to ask.
        private func writeAbout(_ written: (rowCount: Int, digest: String)?) throws(WorkbookError) {
            let sheet = try book.sheet(named: "About")
            try sheet.setHeight(SheetStyles.titleHeight, row: 0)
            try sheet.write(.text("About this file"), row: 0, column: 0, styles.title)
            for (index, fact) in WorkbookFacts(input, span: Self.span(input), written).lines.enumerated() {
                try sheet.write(.text(fact.name), row: index + 2, column: 0, styles.note)
                try sheet.write(.text(fact.text), row: index + 2, column: 1, styles.text)
            }
            try sheet.setWidth(22, column: 0)
            try sheet.setWidth(110, column: 1)
            try sheet.setPrinting(headRow: nil)
        }
    }
#endif
