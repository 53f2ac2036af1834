private import CCaptureRules

/// The rule files that are compiled in, as bytes; the one place of this room that touches C.
enum EmbeddedRules {
    /// Name and content of every file, in the order in which a later one refers to an earlier one.
    static let files: [(name: String, bytes: [UInt8])] = (0..<capture_rule_file_count()).map { index in
        let file = unsafe capture_rule_file_at(index)
        return unsafe (
            String(cString: file.name), Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
        )
    }
}
