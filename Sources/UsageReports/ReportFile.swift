/// A finished file of a report, in memory.
public struct ReportFile: Hashable, Sendable {
    /// The file's name without a folder, such as `daily.csv`.
    public var name: String
    /// The media type, such as `text/csv`.
    public var mediaType: String
    /// The content.
    public var bytes: [UInt8]

    /// A file.
    public init(name: String, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }
}
