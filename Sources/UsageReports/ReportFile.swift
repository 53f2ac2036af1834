/// A finished file of a report, in memory.
public struct ReportFile: Hashable, Sendable {
    /// The file's name without a folder, such as `daily.csv`.
    public var name: String
    /// The media type, such as `text/csv`.
    public var mediaType: String
    /// The content.
    public var bytes: [UInt8]
    /// The SHA-256 of the content, 64 hexadecimal digits; empty where nobody asked for it.
    public var sha256: String

    /// A file.
    public init(name: String, mediaType: String, bytes: [UInt8], sha256: String = "") {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
        self.sha256 = sha256
    }

    /// The same with its digest, where one is asked for.
    func digested(by digest: ((_ bytes: [UInt8]) -> String)?) -> ReportFile {
        guard let digest else { return self }
        var file = self
        file.sha256 = digest(bytes)
        return file
    }
}

/// A file as the pages of a report list it.
public struct ListedFile: Hashable, Sendable {
    /// The file's name without a folder.
    public var name: String
    /// The size in bytes.
    public var byteCount: Int
    /// The SHA-256 of the content, 64 hexadecimal digits.
    public var sha256: String

    /// A file of a name, size and digest.
    public init(name: String, byteCount: Int, sha256: String) {
        self.name = name
        self.byteCount = byteCount
        self.sha256 = sha256
    }

    init(_ file: ReportFile) {
        self.init(name: file.name, byteCount: file.bytes.count, sha256: file.sha256)
    }
}
