import Foundation
import UsageModel

/// A file that appears under its name only when it is whole.
final class OutputFile {
    let path: String
    private let temporaryPath: String
    private let handle: FileHandle
    private var pending = Data()
    private static let pendingBytesMax = 256 * 1024

    /// Begins the file beside its later place; `suffix` tells it from other processes' files.
    init(_ path: String, suffix: UInt64) throws {
        self.path = path
        temporaryPath = "\(path).part-\(String(suffix, radix: 36))"
        guard FileManager.default.createFile(atPath: temporaryPath, contents: nil),
            let handle = FileHandle(forWritingAtPath: temporaryPath)
        else {
            throw CommandLineError(
                .outputFailed, "`\(path)` cannot be written",
                hint: "see that its folder exists and that you may write there")
        }
        self.handle = handle
    }

    func write(_ text: String) throws {
        pending.append(contentsOf: text.utf8)
        try writeIfLarge()
    }

    func write(_ bytes: [UInt8]) throws {
        pending.append(contentsOf: bytes)
        try writeIfLarge()
    }

    private func writeIfLarge() throws {
        if pending.count >= Self.pendingBytesMax { try writePending() }
    }

    /// Puts the whole file in its place, safe on the disk.
    func finish() throws {
        try writePending()
        try handle.synchronize()
        try handle.close()
        try check(renameFile(temporaryPath, to: path))
        // The name is safe only when its folder is.
        try check(synchroniseFolder(of: path))
    }

    /// Takes away what was begun.
    func abandon() {
        try? handle.close()
        try? FileManager.default.removeItem(atPath: temporaryPath)
    }

    private func writePending() throws {
        try check(writeToDescriptor(pending, handle.fileDescriptor))
        pending.removeAll(keepingCapacity: true)
    }

    private func check(_ code: Int32) throws {
        guard code != 0 else { return }
        throw CommandLineError(
            .outputFailed, "`\(path)` cannot be written: \(SystemFailure(code: code).reason)")
    }
}

extension OutputFile {
    /// Lets `write` make a whole file beside its place, and puts it there, safe on the disk.
    static func place(_ path: String, suffix: UInt64, _ write: (_ temporaryPath: String) throws -> Void)
        throws
    {
        let temporaryPath = "\(path).part-\(String(suffix, radix: 36))"
        // Before work is done for a folder that is not there.
        guard FileManager.default.createFile(atPath: temporaryPath, contents: nil) else {
            throw CommandLineError(
                .outputFailed, "`\(path)` cannot be written",
                hint: "see that its folder exists and that you may write there")
        }
        do {
            try write(temporaryPath)
            guard let handle = FileHandle(forUpdatingAtPath: temporaryPath) else {
                throw CommandLineError(.outputFailed, "`\(path)` cannot be written")
            }
            try handle.synchronize()
            try handle.close()
            var code = renameFile(temporaryPath, to: path)
            if code == 0 { code = synchroniseFolder(of: path) }
            guard code == 0 else {
                throw CommandLineError(
                    .outputFailed, "`\(path)` cannot be written: \(SystemFailure(code: code).reason)")
            }
        } catch {
            try? FileManager.default.removeItem(atPath: temporaryPath)
            throw error
        }
    }
}
