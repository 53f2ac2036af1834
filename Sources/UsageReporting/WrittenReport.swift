import UsageDelivery
public import UsageModel

/// What a report has left on the disk, and what people should be warned of.
public struct WrittenReport: Hashable, Sendable {
    /// One file.
    public struct File: Hashable, Sendable {
        /// The name without a folder, such as `daily.csv`.
        public let name: String
        /// The path.
        public let path: String
        /// The size in bytes.
        public let byteCount: Int
        /// The SHA-256 of the content, 64 hexadecimal digits.
        public let sha256: String

        init(_ receipt: FileSet.Receipt) {
            name = receipt.name
            path = receipt.path
            byteCount = receipt.byteCount
            sha256 = receipt.digest
        }
    }

    /// The files, the page first.
    public let files: [File]
    /// Sentences for people, such as a font that is missing.
    public let warnings: [String]
    /// The main finding, in one line.
    public let headline: String
    /// The exact total.
    public let total: Money
}
