private import FaultVFS
import Foundation

/// A folder whose databases are written through our own file system, which keeps what is done and can let it fail.
@safe final class FaultDisk {
    /// One thing that was done, in the order in which it was done.
    enum Operation {
        case create(file: Int, name: String)
        case write(file: Int, offset: Int, bytes: [UInt8])
        case truncate(file: Int, size: Int)
        case sync(file: Int)
        case delete(name: String)
        case syncFolder
        case acknowledge(Int)
    }

    /// What fails.
    enum Fault: String, CaseIterable, Hashable {
        /// The disk is full.
        case full
        /// The disk does not answer.
        case io
    }

    private let disk: OpaquePointer

    /// Watches a folder until it is let go, which must be after all its databases.
    init(_ folder: WorkFolder) throws {
        guard let disk = unsafe faultDiskMount(folder.url.path) else { throw Unfit("memory is short") }
        unsafe self.disk = disk
    }

    deinit { unsafe faultDiskUnmount(disk) }

    /// Begins or stops keeping what is done.
    func record(_ isRecording: Bool) { unsafe faultDiskRecord(disk, isRecording ? 1 : 0) }

    /// Notes that somebody was told that all up to a number is done.
    func acknowledge(_ number: Int) { unsafe faultDiskAcknowledge(disk, Int64(number)) }

    /// What was kept.
    func operations() -> [Operation] {
        let count = unsafe faultDiskOperationCount(disk)
        return (0..<count).map { index in unsafe Operation(faultDiskOperation(disk, index)) }
    }

    /// Lets a call fail, counted from now, and those after it where it lasts.
    func fail(_ fault: Fault, at call: Int, isLasting: Bool) {
        let kind = fault == .full ? FaultKindFull : FaultKindIO
        unsafe faultDiskFail(disk, kind, Int64(call), isLasting ? 1 : 0)
    }

    /// Lets nothing fail any more.
    func heal() { unsafe faultDiskFail(disk, FaultKindNone, -1, 0) }

    /// The calls since `fail` that could have failed.
    var callCount: Int { Int(unsafe faultDiskCallCount(disk)) }
    /// The calls since `fail` that did.
    var failureCount: Int { Int(unsafe faultDiskFailureCount(disk)) }

    /// Moves the write-ahead log into the file, as another process might at any time; whether that went well.
    static func checkpoint(_ path: String, isTruncating: Bool) -> Bool {
        unsafe faultCheckpoint(path, isTruncating ? 1 : 0) == 0
    }

    /// Makes SQLite's own random numbers, such as the salts of a log, follow from a seed.
    static func seedRandomness(_ seed: UInt64) { faultSeedRandomness(UInt32(truncatingIfNeeded: seed | 1)) }
}

extension FaultDisk.Operation {
    fileprivate init(_ operation: FaultOperation) {
        let (file, offset) = unsafe (Int(operation.file), Int(operation.offset))
        let bytes = unsafe [UInt8](
            UnsafeRawBufferPointer(start: operation.bytes, count: Int(operation.count)))
        switch unsafe operation.action {
        case FaultActionCreate: self = .create(file: file, name: String(decoding: bytes, as: UTF8.self))
        case FaultActionWrite: self = .write(file: file, offset: offset, bytes: bytes)
        case FaultActionTruncate: self = .truncate(file: file, size: offset)
        case FaultActionSync: self = .sync(file: file)
        case FaultActionDelete: self = .delete(name: String(decoding: bytes, as: UTF8.self))
        case FaultActionSyncFolder: self = .syncFolder
        default: self = .acknowledge(offset)
        }
    }
}
