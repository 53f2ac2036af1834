import Foundation

/// A file system in memory of a few bytes, where this user may mount one.
final class SmallDisk {
    let folder: WorkFolder

    /// Nil where mounting is not allowed.
    init?(bytes: Int) throws {
        folder = try WorkFolder()
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(bytes)", "tmpfs", folder.url.path) else {
            return nil
        }
    }

    deinit { _ = Self.run("umount", "-l", folder.url.path) }

    func path(_ name: String) -> String { folder.path(name) }

    /// Gives it more room, as somebody who has tidied up.
    func grow(to bytes: Int) throws { try remount("size=\(bytes)") }

    /// Forbids or allows writing.
    func setReadOnly(_ isReadOnly: Bool) throws { try remount(isReadOnly ? "ro" : "rw") }

    private func remount(_ option: String) throws {
        guard Self.run("mount", "-o", "remount,\(option)", folder.url.path) else {
            throw Unfit("a disk that was mounted cannot be mounted again with \(option)")
        }
    }

    private static func run(_ words: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
