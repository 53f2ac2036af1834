/// Why a workbook could not be written.
package struct WorkbookError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What programs compare.
    package struct Code: Hashable, Sendable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// The file or one of the temporary files beside it cannot be written.
        package static let fileFailed = Code("workbook_file_failed")
        /// A sheet's name, a cell's place or its text is not one that the format allows.
        package static let badCell = Code("workbook_bad_cell")
        /// The workbook is finished already.
        package static let finished = Code("workbook_finished")
    }

    package let code: Code
    package let message: String
    package let hint: String?

    init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    package var description: String { message }
}
