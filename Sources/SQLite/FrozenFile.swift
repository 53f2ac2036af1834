private import Foundation
internal import SQLDatabase

/// A database file that this process cannot write, in a folder that it cannot write either.
///
/// SQLite needs a file beside a database with a write-ahead log even to read it. Where none can be made, the database is
/// read as one that nobody changes; whether that was so is looked at after each transaction, as somebody else may be able
/// to write there.
struct FrozenFile: Sendable {
    private let path: String
    private let stamp: Stamp

    /// What a file shows of having been written.
    private struct Stamp: Hashable {
        var size: Int64
        var modified: Date?
        var number: Int?
    }

    /// Nil where a file or its folder can be written, and where there is no file.
    ///
    /// Throws where transactions lie in a write-ahead log that cannot be read without writing.
    init?(_ path: String) throws(SQLError) {
        // The files of a database are beside it, not beside a link to it.
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard !Self.canWrite(path), let stamp = Self.stamp(path) else { return nil }
        self.path = path
        self.stamp = stamp
        // With its index there, the log can be read as it is.
        guard Self.size(path + "-wal") > 0 else { return }
        guard Self.size(path + "-shm") > 0 else { throw Self.unreadableLog(path) }
        return nil
    }

    /// Whether a file or its folder can be written.
    private static func canWrite(_ path: String) -> Bool {
        let files = FileManager.default
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return files.isWritableFile(atPath: folder) || files.isWritableFile(atPath: path)
    }

    /// The name under which SQLite opens the file as one that does not change.
    var address: String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        var address = "file:"
        for byte in path.utf8 {
            if plain.contains(byte) {
                address.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16)
                address += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return address + "?immutable=1"
    }

    /// Throws where somebody has written since the file was opened: what was read may be half of it.
    func expectUnchanged() throws(SQLError) {
        guard Self.stamp(path) != stamp || Self.size(path + "-wal") > 0 else { return }
        throw SQLError(
            code: .busy, message: "`\(path)` was written while it was read without a lock", engineCode: "5")
    }

    private static func unreadableLog(_ path: String) -> SQLError {
        SQLError(
            code: .readOnly,
            message:
                "the newest rows of `\(path)` are in `\(path)-wal`, which cannot be read where nothing can be "
                + "written; copy both to a folder that can be", engineCode: "8")
    }

    /// A failure to open a file for writing, worded where the reason is that nothing can be written there.
    static func whyUnwritable(_ path: String, _ error: SQLError) -> SQLError {
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let files = FileManager.default
        guard error.code == .cannotOpen || error.code == .readOnly, files.fileExists(atPath: folder) else {
            return error
        }
        if files.fileExists(atPath: path), !files.isWritableFile(atPath: path) {
            return SQLError(
                code: .readOnly, message: "`\(path)` cannot be written, only read",
                engineCode: error.engineCode)
        }
        guard !files.isWritableFile(atPath: folder) else { return error }
        return SQLError(
            code: .readOnly, message: "nothing can be written to the folder `\(folder)`",
            engineCode: error.engineCode)
    }

    private static func stamp(_ path: String) -> Stamp? {
        guard let found = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        return Stamp(
            size: (found[.size] as? NSNumber)?.int64Value ?? 0, modified: found[.modificationDate] as? Date,
            number: (found[.systemFileNumber] as? NSNumber)?.intValue)
    }

    private static func size(_ path: String) -> Int64 { stamp(path)?.size ?? 0 }
}
