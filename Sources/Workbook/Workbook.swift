#if Spreadsheets
    private import CWorkbook

    /// A spreadsheet file while it is written, row by row, in memory that does not grow with its rows.
    ///
    /// Its bytes depend on nothing but what is written. Nothing is at the path before `finish`, and what is there
    /// after a failure is not whole: the caller writes beside the file's place and moves it there.
    @safe package final class Workbook {
        /// What programs show about the document.
        package struct Properties: Hashable, Sendable {
            package var title: String
            package var subject: String
            package var author: String
            package var comments: String
            /// When it was made, in seconds since 1970; nothing else in the file tells the time.
            package var createdAtSeconds: Int64

            package init(
                title: String, subject: String = "", author: String = "", comments: String = "",
                createdAtSeconds: Int64
            ) {
                self.title = title
                self.subject = subject
                self.author = author
                self.comments = comments
                self.createdAtSeconds = createdAtSeconds
            }
        }

        /// A style of this workbook.
        package struct Style: Hashable, Sendable { fileprivate let index: Int }

        /// The most rows and columns of a sheet, and the most characters of a cell.
        package static let rowsMax = 1_048_576
        package static let columnsMax = 16_384
        package static let textMax = 32_767

        private var handle: UnsafeMutablePointer<lxw_workbook>?
        private var styles: [UnsafeMutablePointer<lxw_format>] = unsafe []

        /// Begins a file; its temporary files lie in a folder that has room for all rows.
        package init(path: String, temporaryFolder: String, properties: Properties) throws(WorkbookError) {
            guard let handle = unsafe cworkbook_open(path, temporaryFolder) else {
                throw WorkbookError(.fileFailed, "no workbook can be begun: memory has run out")
            }
            unsafe self.handle = unsafe handle
            try Self.check(
                unsafe cworkbook_describe(
                    handle, properties.title, properties.subject, properties.author, properties.comments,
                    // Zero would mean now.
                    max(1, properties.createdAtSeconds)))
        }

        deinit {
            if let handle = unsafe handle { unsafe lxw_workbook_free(handle) }
        }

        /// A new style.
        package func style(_ look: CellStyle) throws(WorkbookError) -> Style {
            guard let format = unsafe workbook_add_format(try open()) else {
                throw WorkbookError(.fileFailed, "no style can be made: memory has run out")
            }
            if let number = look.numberFormat { unsafe format_set_num_format(format, number) }
            if look.isBold { unsafe format_set_bold(format) }
            if look.isWrapped { unsafe format_set_text_wrap(format) }
            if let points = look.points { unsafe format_set_font_size(format, points) }
            if let colour = look.colour { unsafe format_set_font_color(format, colour) }
            if let fill = look.fill { unsafe format_set_bg_color(format, fill) }
            if look.hasLineAbove { unsafe format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
            if look.hasLineBelow { unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue)) }
            unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            if look.indent > 0 { unsafe format_set_indent(format, UInt8(clamping: look.indent)) }
            switch look.alignment {
            case .leading: unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
            case .trailing: unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
            case nil: break
            }
            unsafe styles.append(format)
            return unsafe Style(index: styles.count - 1)
        }

        /// A new style whose number format is known only later, when cells of it are written already.
        package func styleInWaiting(_ look: CellStyle) throws(WorkbookError) -> Style {
            var look = look
            // Styles that look alike when they are first used are one for the library: this one looks like no other.
            look.numberFormat = "\"style \(unsafe styles.count)\""
            return try style(look)
        }

        /// Sets the number format of a style in waiting, also for the cells that are written already.
        package func setNumberFormat(_ format: String, of style: Style) throws(WorkbookError) {
            _ = unsafe try open()
            unsafe format_set_num_format(styles[style.index], format)
        }

        /// A new sheet at the end, by a name of at most 31 characters.
        package func sheet(named name: String) throws(WorkbookError) -> Sheet {
            let handle = unsafe try open()
            try Self.check(unsafe workbook_validate_sheet_name(handle, name))
            guard let sheet = unsafe workbook_add_worksheet(handle, name) else {
                throw WorkbookError(
                    .fileFailed, "the sheet `\(name)` has no temporary file",
                    hint: "see that the folder has room")
            }
            return unsafe Sheet(workbook: self, handle: sheet)
        }

        /// Writes the file.
        package func finish() throws(WorkbookError) {
            let finished = unsafe try open()
            unsafe handle = nil
            try Self.check(unsafe workbook_close(finished))
        }

        fileprivate func format(_ style: Style?) -> UnsafeMutablePointer<lxw_format>? {
            guard let style else { return nil }
            return unsafe styles[style.index]
        }

        fileprivate func open() throws(WorkbookError) -> UnsafeMutablePointer<lxw_workbook> {
            guard let handle = unsafe handle else {
                throw WorkbookError(.finished, "the workbook is finished")
            }
            return unsafe handle
        }

        fileprivate static func check(_ error: lxw_error) throws(WorkbookError) {
            guard error != LXW_NO_ERROR else { return }
            let words = unsafe String(cString: lxw_strerror(error))
            let isFile = error.rawValue < LXW_ERROR_NULL_PARAMETER_IGNORED.rawValue
            throw WorkbookError(
                isFile ? .fileFailed : .badCell, "libxlsxwriter: \(words)",
                hint: isFile ? "see that the folder exists, may be written to and has room" : nil)
        }
    }

    /// One sheet of a workbook, whose rows are written from the top.
    @safe package struct Sheet {
        private let workbook: Workbook
        /// Lives as long as the workbook is open.
        private let handle: UnsafeMutablePointer<lxw_worksheet>

        fileprivate init(workbook: Workbook, handle: UnsafeMutablePointer<lxw_worksheet>) {
            self.workbook = workbook
            unsafe self.handle = unsafe handle
        }

        /// Writes a cell; rows and columns count from 0, and a row that is left is written for good.
        package func write(
            _ value: CellValue, row: Int, column: Int, _ style: Workbook.Style? = nil
        ) throws(WorkbookError) {
            let (place, format) = unsafe (try place(row, column), workbook.format(style))
            let error =
                switch value {
                case .text(let text):
                    unsafe worksheet_write_string(
                        handle, place.row, place.column, Self.allowed(text), format)
                case .number(let digits):
                    unsafe worksheet_write_number(
                        handle, place.row, place.column, Self.number(digits), format)
                case .count(let count):
                    unsafe worksheet_write_number(handle, place.row, place.column, Double(count), format)
                case .day(let day):
                    unsafe worksheet_write_number(
                        handle, place.row, place.column, Double(try Self.serial(day)), format)
                case .moment(let microseconds):
                    unsafe worksheet_write_number(
                        handle, place.row, place.column, try Self.serial(microseconds: microseconds), format)
                case .formula(let formula, let digits):
                    unsafe worksheet_write_formula_num(
                        handle, place.row, place.column, formula, format, Self.number(digits))
                }
            try Workbook.check(error)
        }

        /// Gives a cell its look without anything in it.
        package func writeBlank(row: Int, column: Int, _ style: Workbook.Style) throws(WorkbookError) {
            let place = try place(row, column)
            try Workbook.check(
                unsafe worksheet_write_blank(handle, place.row, place.column, workbook.format(style)))
        }

        /// Keeps the rows above and the columns left of a cell in sight.
        package func freeze(row: Int, column: Int = 0) throws(WorkbookError) {
            let place = try place(row, column)
            unsafe worksheet_freeze_panes(handle, place.row, place.column)
        }

        /// Lets the reader filter rows by the values of their columns; the first row is the head.
        ///
        /// To be asked for before a row below the last one is written.
        package func filter(rows: ClosedRange<Int>, columns: ClosedRange<Int>) throws(WorkbookError) {
            let (first, last) = (
                try place(rows.lowerBound, columns.lowerBound), try place(rows.upperBound, columns.upperBound)
            )
            try Workbook.check(
                unsafe worksheet_autofilter(handle, first.row, first.column, last.row, last.column))
        }

        /// Sets a column's width in characters.
        package func setWidth(_ characters: Int, column: Int) throws(WorkbookError) {
            let place = try place(0, column)
            try Workbook.check(
                unsafe worksheet_set_column(handle, place.column, place.column, Double(characters), nil))
        }

        /// Sets a row's height in points, before anything is written into it.
        package func setHeight(_ points: Double, row: Int) throws(WorkbookError) {
            let place = try place(row, 0)
            try Workbook.check(unsafe worksheet_set_row(handle, place.row, points, nil))
        }

        /// Prints on pages of A4 across, as wide as the sheet, with the head on each.
        package func setPrinting(headRow: Int?) throws(WorkbookError) {
            _ = unsafe try workbook.open()
            unsafe worksheet_set_landscape(handle)
            unsafe worksheet_set_paper(handle, 9)
            unsafe worksheet_fit_to_pages(handle, 1, 0)
            guard let headRow else { return }
            let place = try place(headRow, 0)
            try Workbook.check(unsafe worksheet_repeat_rows(handle, place.row, place.row))
        }

        private func place(_ row: Int, _ column: Int) throws(WorkbookError) -> (row: UInt32, column: UInt16) {
            _ = unsafe try workbook.open()
            guard (0..<Workbook.rowsMax).contains(row), (0..<Workbook.columnsMax).contains(column) else {
                throw WorkbookError(.badCell, "no sheet has a row \(row + 1) and a column \(column + 1)")
            }
            return (UInt32(row), UInt16(column))
        }

        private static func number(_ digits: String) -> Double { Double(digits) ?? .nan }

        private static func serial(_ day: Int) throws(WorkbookError) -> Int {
            guard let serial = CellValue.serial(ofDay: day) else {
                throw WorkbookError(.badCell, "a spreadsheet has no date before March 1900")
            }
            return serial
        }

        private static func serial(microseconds: Int64) throws(WorkbookError) -> Double {
            let dayLength: Int64 = 86_400_000_000
            let rest = ((microseconds % dayLength) + dayLength) % dayLength
            let day = try serial(Int((microseconds - rest) / dayLength))
            return Double(day) + Double(rest) / Double(dayLength)
        }

        /// The text without characters that no XML can hold, cut to what a cell holds.
        private static func allowed(_ text: String) -> String {
            var text = text
            if text.utf8.count > Workbook.textMax, text.utf16.count > Workbook.textMax {
                let units = text.utf16
                // The cut must not part the two halves of a character.
                let kept =
                    String(units.prefix(Workbook.textMax - 1)) ?? String(units.prefix(Workbook.textMax - 2))
                text = (kept ?? "") + "…"
            }
            if text.contains("_x") {
                // The format would read these seven characters as one, as it writes control characters.
                text = text.replacing(/_x[0-9A-Fa-f]{4}_/) { "_x005F\($0.output)" }
            }
            guard text.unicodeScalars.contains(where: isForbidden) else { return text }
            var scalars = String.UnicodeScalarView()
            for scalar in text.unicodeScalars { scalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar) }
            return String(scalars)
        }

        private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "\0" || scalar == "\u{FFFE}" || scalar == "\u{FFFF}"
        }
    }
#endif
