#if TaggedPDF
    import CQPDF

    /// A finished PDF, opened to add what the drawing library leaves out: language, title display, alternative texts.
    ///
    /// The file that comes out depends on nothing but the file that went in and what was added.
    @safe package struct PDFFile: ~Copyable {
        private let handle: qpdf_data?
        /// libqpdf reads from these bytes for as long as the handle lives.
        private let source: UnsafeMutableBufferPointer<CChar>

        /// Depth of a structure tree that is followed, at most.
        private static let depthMax = 64

        /// libqpdf's version, as in `11.3.0`.
        package static var libraryVersion: String {
            unsafe String(cString: qpdf_get_qpdf_version())
        }

        /// Opens a file from its bytes; a damaged one is refused, not repaired.
        package init(_ bytes: [UInt8]) throws(PDFFileError) {
            unsafe self.init(handle: qpdf_init(), bytes: bytes)
            try read()
        }

        private init(handle: qpdf_data?, bytes: [UInt8]) {
            let source = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
            for (index, byte) in bytes.enumerated() { unsafe source[index] = CChar(bitPattern: byte) }
            unsafe self.handle = unsafe handle
            unsafe self.source = unsafe source
            unsafe qpdf_silence_errors(handle)
            unsafe qpdf_set_suppress_warnings(handle, 1)
            unsafe qpdf_set_attempt_recovery(handle, 0)
        }

        private func read() throws(PDFFileError) {
            guard unsafe !source.isEmpty else { throw PDFFileError(.damaged, "the file is empty") }
            _ = unsafe qpdf_read_memory(handle, "document", source.baseAddress, UInt64(source.count), nil)
            try check("reading")
        }

        deinit {
            var handle = unsafe handle
            unsafe qpdf_cleanup(&handle)
            unsafe source.deallocate()
        }

        /// Sets the language of all text, and lets viewers show the title in place of the file's name.
        package func setLanguage(_ tag: String) throws(PDFFileError) {
            let isTag = tag.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
                (1...8).contains(part.utf8.count)
                    && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
            guard isTag else {
                throw PDFFileError(.badLanguage, "`\(tag)` is not a language tag", hint: "write `en`")
            }
            let catalogue = unsafe qpdf_get_root(handle)
            unsafe qpdf_oh_replace_key(handle, catalogue, "/Lang", qpdf_oh_new_string(handle, tag))
            let preferences = unsafe qpdf_oh_new_dictionary(handle)
            unsafe qpdf_oh_replace_key(handle, preferences, "/DisplayDocTitle", qpdf_oh_new_bool(handle, 1))
            unsafe qpdf_oh_replace_key(handle, catalogue, "/ViewerPreferences", preferences)
            try check("setting the language")
        }

        /// Gives each figure its text, in reading order; there must be as many texts as figures.
        package func setAlternativeTexts(_ texts: [String]) throws(PDFFileError) {
            let catalogue = unsafe qpdf_get_root(handle)
            var figures: [qpdf_oh] = []
            if unsafe qpdf_oh_has_key(handle, catalogue, "/StructTreeRoot") != 0 {
                let tree = unsafe qpdf_oh_get_key(handle, catalogue, "/StructTreeRoot")
                collectFigures(below: tree, depth: 0, into: &figures)
            }
            try check("reading the structure")
            guard figures.count == texts.count else {
                throw PDFFileError(
                    .structure, "\(texts.count) alternative texts do not fit \(figures.count) figures")
            }
            for (figure, text) in zip(figures, texts) {
                unsafe qpdf_oh_replace_key(handle, figure, "/Alt", string(text))
            }
            try check("adding alternative texts")
        }

        /// Writes the file, its objects in compressed streams and its identity taken from its content.
        package func bytes() throws(PDFFileError) -> [UInt8] {
            _ = unsafe qpdf_init_write_memory(handle)
            try check("writing")
            unsafe qpdf_set_deterministic_ID(handle, 1)
            unsafe qpdf_set_object_stream_mode(handle, qpdf_o_generate)
            unsafe qpdf_set_minimum_pdf_version(handle, "1.7")
            _ = unsafe qpdf_write(handle)
            try check("writing")
            guard let start = unsafe qpdf_get_buffer(handle) else {
                throw PDFFileError(.damaged, "libqpdf wrote nothing")
            }
            return unsafe [UInt8](UnsafeBufferPointer(start: start, count: qpdf_get_buffer_length(handle)))
        }

        /// Everything libqpdf finds wrong in a file; empty when it is sound.
        package static func problems(in bytes: [UInt8]) -> [String] {
            do throws(PDFFileError) {
                let file = try PDFFile(bytes)
                _ = unsafe qpdf_check_pdf(file.handle)
                try file.check("checking")
                return []
            } catch {
                return [error.message]
            }
        }

        /// Depth-first, so that figures come in the order in which they were drawn.
        private func collectFigures(below node: qpdf_oh, depth: Int, into figures: inout [qpdf_oh]) {
            guard depth < Self.depthMax, unsafe qpdf_oh_is_dictionary(handle, node) != 0 else { return }
            let kind = unsafe qpdf_oh_get_key(handle, node, "/S")
            if unsafe qpdf_oh_is_name_and_equals(handle, kind, "/Figure") != 0 { figures.append(node) }
            let kids = unsafe qpdf_oh_get_key(handle, node, "/K")
            guard unsafe qpdf_oh_is_array(handle, kids) != 0 else {
                return collectFigures(below: kids, depth: depth + 1, into: &figures)
            }
            for index in 0..<(unsafe qpdf_oh_get_array_n_items(handle, kids)) {
                let kid = unsafe qpdf_oh_get_array_item(handle, kids, index)
                collectFigures(below: kid, depth: depth + 1, into: &figures)
            }
        }

        /// A text string in UTF-16, high byte first, after its mark.
        private func string(_ text: String) -> qpdf_oh {
            var units: [CChar] = [CChar(bitPattern: 0xFE), CChar(bitPattern: 0xFF)]
            for unit in text.utf16 {
                units.append(CChar(truncatingIfNeeded: unit >> 8))
                units.append(CChar(truncatingIfNeeded: unit))
            }
            return unsafe qpdf_oh_new_binary_string(handle, units, units.count)
        }

        /// Throws libqpdf's error or first warning, if there is one.
        private func check(_ activity: String) throws(PDFFileError) {
            let fault =
                unsafe qpdf_has_error(handle) != 0 ? qpdf_get_error(handle) : qpdf_next_warning(handle)
            guard let fault = unsafe fault else { return }
            let words = unsafe String(cString: qpdf_get_error_message_detail(handle, fault))
            let position = unsafe qpdf_get_error_file_position(handle, fault)
            throw PDFFileError(
                .damaged, "libqpdf failed while \(activity): \(words)",
                place: position > 0 ? "byte \(position)" : nil)
        }
    }
#endif
