import Foundation
import UsageModel

/// A lock that one process at a time has; it goes with the value, and with the process that had it.
package struct RunLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock of a file, which is made where it is missing; nil where another process has it.
    package static func taken(_ path: String) throws(DeliveryError) -> RunLock? {
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw DeliveryError(.folderUnusable, "the folder cannot be made", place: Place(file: path))
        }
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw DeliveryError(.fileNotWritten, "the lock cannot be opened", place: Place(file: path))
        }
        let lock = RunLock(descriptor: descriptor)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else {
                throw DeliveryError(.fileNotWritten, "the lock cannot be taken", place: Place(file: path))
            }
            return nil
        }
        return lock
    }

    deinit {
        close(descriptor)
    }
}
