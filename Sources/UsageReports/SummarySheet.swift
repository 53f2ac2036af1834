#if Spreadsheets
    import UsageModel
    import Workbook

    /// The first sheet: the sums of the period, each with its exact text, and the cost as each other sheet has it.
    struct SummarySheet {
        private let input: WorkbookInput
        private let sheet: Sheet
        private let styles: SheetStyles
        private let book: Workbook
        private let title: String

        init(_ input: WorkbookInput, sheet: Sheet, styles: SheetStyles, book: Workbook, title: String) {
            self.input = input
            self.sheet = sheet
            self.styles = styles
            self.book = book
            self.title = title
        }

        /// `daily` tells where the columns of the days are; `costs` where each sheet has its costs.
        func write(
            daily: [SheetTable.Range?], costs: [(name: String, ranges: [SheetTable.Range])]
        ) throws(WorkbookError) {
            let money = try MoneyStyles(book)
            var decimals = MoneyDecimals()
            try sheet.setHeight(SheetStyles.titleHeight, row: 0)
            try sheet.write(.text("AI usage and cost, \(title)"), row: 0, column: 0, styles.title)
            let note = input.headline ?? "Days of \(input.zone.name), US dollars"
            try sheet.write(.text(note), row: 1, column: 0, styles.note)
            var row = try head(["", "Value", "Exactly"], row: 3)
            let figures = WorkbookTables.figures
            for (figure, range) in zip(figures, daily.suffix(figures.count)) {
                let formula = range.map { "SUM(\($0.reference))" } ?? "0"
                let style =
                    switch figure.column.kind {
                    case .money: money.cell
                    case .seconds: styles.seconds
                    default: styles.count
                    }
                try line(
                    figure.column.title, formula, figure.cell(input.total).digits ?? "0", style, row: row)
                row += 1
            }
            decimals.include(input.total.cost)
            for (name, amount) in parts {
                try sheet.write(.text("  \(name)"), row: row, column: 0, styles.text)
                try sheet.write(.number(amount.description), row: row, column: 1, money.cell)
                try sheet.write(.text(amount.description), row: row, column: 2, styles.exact)
                decimals.include(amount)
                row += 1
            }
            row = try head(["Cost on each sheet", "Sum", "Exactly"], row: row + 1)
            for (name, ranges) in costs {
                let formula =
                    ranges.isEmpty ? "0" : ranges.map { "SUM(\($0.reference))" }.joined(separator: "+")
                try line(name, formula, input.total.cost.description, money.cell, row: row)
                row += 1
            }
            try money.set(decimals, in: book)
            try sheet.setWidth(26, column: 0)
            try sheet.setWidth(24, column: 1)
            try sheet.setWidth(30, column: 2)
            try sheet.freeze(row: 4)
            try sheet.setPrinting(headRow: nil)
        }

        private func head(_ words: [String], row: Int) throws(WorkbookError) -> Int {
            for (column, word) in words.enumerated() {
                let style = [styles.head, styles.headOfFigures, styles.headOfTexts][column]
                try sheet.write(.text(word), row: row, column: column, style)
                if word.isEmpty { try sheet.writeBlank(row: row, column: column, styles.head) }
            }
            return row + 1
        }

        private func line(
            _ name: String, _ formula: String, _ value: String, _ style: Workbook.Style, row: Int
        ) throws(WorkbookError) {
            try sheet.write(.text(name), row: row, column: 0, styles.text)
            try sheet.write(.formula(formula, value: value), row: row, column: 1, style)
            try sheet.write(.text(value), row: row, column: 2, styles.exact)
        }

        /// The parts of the cost, and what else is known of it, where it differs.
        private var parts: [(String, Money)] {
            let total = input.total
            var parts: [(String, Money)] = [
                ("of it for input", total.inputCost), ("of it for output", total.outputCost),
                ("of it for images, video, fees", total.generationCost),
            ].filter { $0.1 != .zero }
            if total.listCost != total.cost { parts.append(("before discounts", total.listCost)) }
            if total.statedCalls != 0 { parts.append(("stated by providers or logs", total.statedCost)) }
            return parts
        }
    }
#endif
