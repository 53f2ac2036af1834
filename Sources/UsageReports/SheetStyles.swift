#if Spreadsheets
    import Workbook

    /// The looks of a workbook's cells: one calm face, colour only for what is said beside the figures.
    struct SheetStyles {
        let title: Workbook.Style
        let note: Workbook.Style
        let head: Workbook.Style
        let headOfTexts: Workbook.Style
        let headOfFigures: Workbook.Style
        let text: Workbook.Style
        let count: Workbook.Style
        let seconds: Workbook.Style
        let day: Workbook.Style
        let moment: Workbook.Style
        let exact: Workbook.Style
        let total: Workbook.Style
        let totalCount: Workbook.Style
        let totalSeconds: Workbook.Style
        let totalExact: Workbook.Style

        fileprivate static let ink: UInt32 = 0x15202E
        private static let mute: UInt32 = 0x5D6978
        private static let band: UInt32 = 0xF4F6F8
        /// How high a row with a title is, in points.
        static let titleHeight = 24.0
        private static let counts = "#,##0"
        private static let decimals = "#,##0.######"

        init(_ book: Workbook) throws(WorkbookError) {
            func style(
                _ format: String? = nil, _ change: (inout CellStyle) -> Void = { _ in }
            ) throws(WorkbookError) -> Workbook.Style {
                var look = CellStyle(numberFormat: format)
                look.colour = Self.ink
                change(&look)
                return try book.style(look)
            }
            func head(_ look: inout CellStyle) {
                look.isBold = true
                look.fill = Self.band
                look.hasLineBelow = true
            }
            func total(_ look: inout CellStyle) {
                look.isBold = true
                look.hasLineAbove = true
            }
            title = try style {
                $0.isBold = true
                $0.points = 16
            }
            note = try style { $0.colour = Self.mute }
            self.head = try style { head(&$0) }
            headOfTexts = try style {
                head(&$0)
                $0.alignment = .leading
                $0.indent = 1
            }
            headOfFigures = try style {
                head(&$0)
                $0.alignment = .trailing
            }
            text = try style()
            count = try style(Self.counts)
            seconds = try style(Self.decimals)
            day = try style("yyyy-mm-dd") { $0.alignment = .leading }
            moment = try style("yyyy-mm-dd hh:mm:ss") { $0.alignment = .leading }
            exact = try style {
                $0.colour = Self.mute
                $0.alignment = .leading
                $0.indent = 1
            }
            self.total = try style { total(&$0) }
            totalCount = try style(Self.counts) { total(&$0) }
            totalSeconds = try style(Self.decimals) { total(&$0) }
            totalExact = try style {
                total(&$0)
                $0.colour = Self.mute
                $0.alignment = .leading
                $0.indent = 1
            }
        }
    }

    /// The look of the amounts of one sheet, whose decimals are known when its last amount is.
    struct MoneyStyles {
        let cell: Workbook.Style
        let total: Workbook.Style

        init(_ book: Workbook) throws(WorkbookError) {
            var look = CellStyle()
            look.colour = SheetStyles.ink
            cell = try book.styleInWaiting(look)
            look.isBold = true
            look.hasLineAbove = true
            total = try book.styleInWaiting(look)
        }

        func set(_ decimals: MoneyDecimals, in book: Workbook) throws(WorkbookError) {
            for style in [cell, total] { try book.setNumberFormat(decimals.numberFormat, of: style) }
        }
    }
#endif
