public import Foundation

/// A folder seen through a door that lets nobody write, as on a disk that is mounted for reading only.
///
/// What is done to the folder itself shows behind the door at once.
public final class UnwritableFolder {
    /// Where nothing can be written.
    public let url: URL

    /// Nil where this user may not mount one.
    public init?(of folder: TemporaryFolder) {
        url = folder.url.deletingLastPathComponent().appendingPathComponent(
            "\(folder.url.lastPathComponent)-readonly")
        guard (try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)) != nil
        else { return nil }
        guard Self.run("mount", "--bind", folder.url.path, url.path),
            Self.run("mount", "-o", "remount,bind,ro", url.path)
        else {
            close()
            return nil
        }
    }

    deinit { close() }

    private func close() {
        _ = Self.run("umount", "-l", url.path)
        // Nothing but an empty folder is removed: what is behind a door that still stands is not.
        _ = Self.run("rmdir", url.path)
    }

    /// The path of a file in the folder.
    public func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Whether this user may mount such folders.
    public static let isPossible: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        return UnwritableFolder(of: folder) != nil
    }()

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
