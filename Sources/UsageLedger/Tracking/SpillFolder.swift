import Foundation
private import Glibc
import UsageCapture
import UsageModel

/// A folder of calls that a ledger could not take, one JSON object a line in the format of `usageledger import`.
///
/// Every process writes a file of its own and holds its lock, so that a file nobody locks was left by a process that ended.
struct SpillFolder {
    let path: String
    private let bytesMax: Int
    private let name: String
    private var handle: FileHandle?
    private var bytesWritten = 0

    /// How many calls are in this process's file.
    private(set) var count = 0

    static let suffix = ".spill.jsonl"
    static let refusedName = "refused.jsonl"
    static let droppedName = "dropped.jsonl"

    init(path: String, bytesMax: Int, random: UInt64) {
        self.path = path
        self.bytesMax = bytesMax
        let digits = String(random, radix: 16)
        name = String(repeating: "0", count: 16 - digits.count) + digits + Self.suffix
    }

    /// The folder beside a ledger.
    static func path(ofLedgerAt path: String) -> String { path + ".spill" }

    private var filePath: String { path + "/" + name }

    /// Appends calls and makes them durable; gives back those that did not fit.
    mutating func append(_ events: [UsageEvent]) throws -> ArraySlice<UsageEvent> {
        let handle = try handle ?? open()
        self.handle = handle
        var bytes: [UInt8] = []
        var taken = 0
        for event in events {
            let line = Array(EventLineWriter.line(event).utf8) + [UInt8(ascii: "\n")]
            guard bytesWritten + bytes.count + line.count <= bytesMax else { break }
            bytes += line
            taken += 1
        }
        do {
            try handle.write(contentsOf: bytes)
            try handle.synchronize()
        } catch {
            // Half a line must not stand before the next one.
            try? handle.truncate(atOffset: UInt64(bytesWritten))
            throw error
        }
        bytesWritten += bytes.count
        count += taken
        return events[taken...]
    }

    private func open() throws -> FileHandle {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let descriptor = unsafe Glibc.open(filePath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw CocoaError(.fileWriteUnknown) }
        return handle
    }

    /// Hands the calls of this process's file to `body` in groups and removes the file when all were taken.
    mutating func drain(_ groupMax: Int, _ body: ([SpilledLine]) throws -> Void) throws {
        guard let handle, count > 0 else { return }
        try Self.read(handle, groupMax, body)
        try handle.truncate(atOffset: 0)
        try handle.seek(toOffset: 0)
        bytesWritten = 0
        count = 0
    }

    /// Hands the calls of files whose processes have ended to `body`, and removes each file when all of it was taken.
    func adopt(_ groupMax: Int, _ body: ([SpilledLine]) throws -> Void) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names.sorted() where name.hasSuffix(Self.suffix) && name != self.name {
            let orphan = path + "/" + name
            let descriptor = unsafe Glibc.open(orphan, O_RDWR | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            try Self.read(handle, groupMax, body)
            try FileManager.default.removeItem(atPath: orphan)
        }
    }

    /// Removes this process's file where nothing waits in it.
    mutating func close() {
        guard count == 0 else { return }
        if handle != nil { try? FileManager.default.removeItem(atPath: filePath) }
        handle = nil
        // Fails while the folder holds anything, which is then to be kept.
        _ = unsafe rmdir(path)
    }

    private static func read(
        _ handle: FileHandle, _ groupMax: Int, _ body: ([SpilledLine]) throws -> Void
    ) throws {
        try handle.seek(toOffset: 0)
        var buffer: [UInt8] = []
        var group: [SpilledLine] = []
        func take(_ line: ArraySlice<UInt8>) throws {
            guard !line.isEmpty else { return }
            group.append(SpilledLine(bytes: Array(line)))
            guard group.count >= groupMax else { return }
            try body(group)
            group.removeAll(keepingCapacity: true)
        }
        while let piece = try handle.read(upToCount: 1 << 16), !piece.isEmpty {
            buffer += piece
            let lines = buffer.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for line in lines.dropLast() { try take(line) }
            buffer = Array(lines.last ?? [])
        }
        try take(buffer[...])
        if !group.isEmpty { try body(group) }
    }

    /// Keeps lines that the ledger refuses for what they say.
    func keepRefused(_ lines: [[UInt8]]) throws {
        guard !lines.isEmpty else { return }
        try appendLines(lines, to: Self.refusedName)
    }

    /// Writes down that calls were dropped.
    func noteDropped(_ count: Int, since: Instant, until: Instant) throws {
        let line = #"{"dropped":\#(count),"since":"\#(since)","until":"\#(until)"}"#
        try appendLines([Array(line.utf8)], to: Self.droppedName)
    }

    private func appendLines(_ lines: [[UInt8]], to name: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let descriptor = unsafe Glibc.open(
            path + "/" + name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: lines.flatMap { $0 + [UInt8(ascii: "\n")] })
        try handle.synchronize()
    }
}

/// A line of a spill file; the last one may be torn, where power was lost.
struct SpilledLine {
    let bytes: [UInt8]
}
