import Foundation
import UsageModel

/// A folder that is open and locked for writing; a thin wrapper of the C library, which alone can make files durable.
struct TargetFolder: ~Copyable {
    private let folder: String
    private let descriptor: Int32

    /// The folder, made where it is missing, once no other process writes into it.
    static func locked(_ folder: String) throws(DeliveryError) -> TargetFolder {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw fault(
                .folderUnusable, "the folder cannot be made", folder, hint: "see its rights and its name",
                showsReason: false)
        }
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(.folderUnusable, "the folder cannot be opened", folder) }
        // The lock goes with the descriptor.
        guard flock(descriptor, LOCK_EX) == 0 else {
            let error = fault(.folderUnusable, "the folder cannot be locked", folder)
            close(descriptor)
            throw error
        }
        return TargetFolder(folder: folder, descriptor: descriptor)
    }

    deinit {
        close(descriptor)
    }

    func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : folder + "/" + name }

    func hasFile(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    private func draft(_ name: String) -> String { path("." + name + ".partial") }

    /// Writes a file's bytes beside its place, down to the disk.
    func prepare(_ name: String, _ bytes: [UInt8], isPrivate: Bool) throws(DeliveryError) {
        try refuseFolder(name)
        let draft = draft(name)
        let file = unsafe open(
            draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, isPrivate ? 0o600 : 0o644)
        guard file >= 0 else { throw Self.fault(.fileNotWritten, "the file cannot be made", path(name)) }
        // A draft that a broken run left has the rights of that run.
        let isWritten =
            (!isPrivate || fchmod(file, 0o600) == 0) && Self.write(bytes, to: file) && fsync(file) == 0
        let reason = errno
        let isClosed = close(file) == 0
        guard isWritten, isClosed else {
            errno = isWritten ? errno : reason
            throw Self.fault(
                .fileNotWritten, "the file cannot be written", path(name), hint: "see that the disk has room")
        }
    }

    /// Moves a file from elsewhere beside its place, down to the disk.
    func prepare(_ name: String, movedFrom other: String) throws(DeliveryError) {
        try refuseFolder(name)
        let draft = draft(name)
        if unsafe rename(other, draft) != 0 {
            // Another file system: the content has to move.
            discard(name)
            do {
                try FileManager.default.copyItem(atPath: other, toPath: draft)
                try FileManager.default.removeItem(atPath: other)
            } catch {
                throw Self.fault(
                    .fileNotWritten, "the file cannot be written", path(name),
                    hint: "see that the disk has room", showsReason: false)
            }
        }
        let file = unsafe open(draft, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw Self.fault(.fileNotWritten, "the file cannot be opened", path(name)) }
        let isDurable = fsync(file) == 0
        let reason = errno
        close(file)
        guard isDurable else {
            errno = reason
            throw Self.fault(.fileNotWritten, "the file cannot be made durable", path(name))
        }
    }

    /// How long a file of the folder is.
    func byteCount(_ name: String) -> Int {
        let size = (try? FileManager.default.attributesOfItem(atPath: path(name)))?[.size]
        return (size as? NSNumber)?.intValue ?? 0
    }

    private func refuseFolder(_ name: String) throws(DeliveryError) {
        var isFolder: ObjCBool = false
        if unsafe FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder),
            isFolder.boolValue
        {
            throw Self.fault(
                .fileNotWritten, "a folder of that name is in the way", path(name), showsReason: false)
        }
    }

    /// Puts a prepared file into its place.
    func place(_ name: String) throws(DeliveryError) {
        guard unsafe rename(draft(name), path(name)) == 0 else {
            throw Self.fault(.fileNotWritten, "the file cannot take its place", path(name))
        }
    }

    /// Makes the folder's entries durable.
    func makeDurable() throws(DeliveryError) {
        guard fsync(descriptor) == 0 else {
            throw Self.fault(.folderUnusable, "the folder cannot be made durable", folder)
        }
    }

    /// Takes a prepared file away, where there is one.
    func discard(_ name: String) {
        _ = unsafe unlink(draft(name))
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                let count = unsafe Foundation.write(file, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }

    private static func fault(
        _ code: FaultCode, _ message: String, _ path: String, hint: String? = nil, showsReason: Bool = true
    ) -> DeliveryError {
        let reason = unsafe showsReason ? ": " + String(cString: strerror(errno)) : ""
        return DeliveryError(code, message + reason, place: Place(file: path), hint: hint)
    }
}
