import UsageDelivery
import UsageLedger
import UsageReports

/// Pictures that were written to the disk, and what people should be warned of.
public struct WrittenPicture: Hashable, Sendable {
    /// The files.
    public let files: [WrittenReport.File]
    /// Sentences for people, such as a font that is missing.
    public let warnings: [String]

    /// Writes one picture.
    init(_ picture: Picture, at path: String) throws {
        let cut = path.lastIndex(of: "/")
        let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
        let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        files = try Self.write([Self.file(name, picture.bytes)], into: folder)
        warnings = picture.warnings
    }

    private init(files: [WrittenReport.File], warnings: [String]) {
        self.files = files
        self.warnings = warnings
    }

    private static func file(_ name: String, _ bytes: [UInt8]) -> FileSet.File {
        FileSet.File(name: name, bytes: bytes, digest: Ledger.digest(bytes))
    }

    private static func write(_ files: [FileSet.File], into folder: String) throws -> [WrittenReport.File] {
        try FileSet(files).write(into: folder).map { WrittenReport.File($0) }
    }
}

extension WrittenPicture {
    /// Writes the gallery into a folder: every kind of chart on every canvas, odd data, and `index.md`.
    ///
    /// All figures are invented; `progress` is told after each picture how many are done of how many.
    public static func gallery(
        into folder: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> WrittenPicture {
        let entries = Gallery.entries
        var files: [FileSet.File] = []
        let warnings = try Gallery.draw(entries) { name, bytes in
            files.append(file(name, bytes))
            progress(files.count, entries.count)
        }
        files.append(file("index.md", Array(Gallery.index(of: entries).utf8)))
        return WrittenPicture(files: try write(files, into: folder), warnings: warnings)
    }
}
