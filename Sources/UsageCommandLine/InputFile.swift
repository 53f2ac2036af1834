import Foundation
package import UsageModel

/// A file that is read in pieces from its start, unpacked on the way where it is compressed with gzip.
final class InputFile {
    /// The name as it was given.
    let name: String
    /// The file's size, for a progress bar.
    let byteCount: Int
    private let handle: FileHandle
    private let unpacking: (process: Process, output: FileHandle)?

    /// Opens a file; throws where it cannot be read.
    init(_ name: String) throws {
        self.name = name
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: name) else {
            throw CommandLineError(
                .inputFailed, "`\(name)` cannot be read: there is no such file",
                hint: "`-` reads standard input")
        }
        let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
        guard !isFolder, let handle = FileHandle(forReadingAtPath: name) else {
            let reason = isFolder ? "it is a folder" : "permission is denied"
            throw CommandLineError(.inputFailed, "`\(name)` cannot be read: \(reason)")
        }
        self.handle = handle
        byteCount = (attributes[.size] as? NSNumber)?.intValue ?? 0
        unpacking = try Self.isCompressed(handle) ? Self.unpack(handle, name) : nil
    }

    /// Where the file is read now, in bytes of the file itself.
    var position: Int { (try? handle.offset()).flatMap { Int(exactly: $0) } ?? 0 }

    /// The next piece, or nil at the end; throws where gzip finds the file damaged.
    func read() throws -> [UInt8]? {
        let source = unpacking?.output ?? handle
        if let piece = try ByteSource.piece(of: source.fileDescriptor, named: "`\(name)`") { return piece }
        guard let process = unpacking?.process else { return nil }
        process.waitUntilExit()
        // 2 is a warning, such as for bytes after the end.
        guard process.terminationReason == .exit, [0, 2].contains(process.terminationStatus) else {
            throw CommandLineError(
                .damagedFile, "`\(name)` is damaged or cut: gzip cannot unpack it to its end",
                hint: "what came before is kept; get the file again and import it again")
        }
        return nil
    }

    private static func isCompressed(_ handle: FileHandle) throws -> Bool {
        let magic = try handle.read(upToCount: 2)
        try handle.seek(toOffset: 0)
        return magic.map { Array($0) == [0x1f, 0x8b] } ?? false
    }

    /// Lets gzip read the open file; the two share its position, which shows the progress.
    private static func unpack(_ handle: FileHandle, _ name: String) throws -> (Process, FileHandle) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc"]
        process.standardInput = handle
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw CommandLineError(
                .inputFailed, "`\(name)` is compressed and gzip cannot be started",
                hint: "install gzip, or unpack the file first")
        }
        try? pipe.fileHandleForWriting.close()
        return (process, pipe.fileHandleForReading)
    }
}

extension FaultCode {
    /// A compressed file that cannot be unpacked.
    package static let damagedFile = FaultCode("damaged_file", .input)
}
