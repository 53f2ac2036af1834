package import Foundation

/// Where a section works, and with which programs.
package struct Workshop: Sendable {
    /// The command `usageledger` as users have it.
    package let command: URL
    /// The driver, whose further processes write beside each other.
    package let driver: URL

    /// The programs that SwiftPM built side by side, found from the folder of one of them upwards.
    package init(besides program: URL) throws {
        var folder = program.resolvingSymlinksInPath()
        repeat {
            folder.deleteLastPathComponent()
            let command = folder.appendingPathComponent("usageledger")
            guard FileManager.default.isExecutableFile(atPath: command.path) else { continue }
            self.command = command
            driver = folder.appendingPathComponent("Torture")
            return
        } while folder.path != "/"
        throw Unfit("no `usageledger` beside `\(program.path)`: build it in the same configuration")
    }

    /// A folder in memory where there is one, for the many files of which nobody cares how they outlive the machine.
    static var quickFolder: URL {
        let memory = URL(fileURLWithPath: "/dev/shm")
        return FileManager.default.isWritableFile(atPath: memory.path)
            ? memory : FileManager.default.temporaryDirectory
    }
}

/// A folder that goes with the value.
final class WorkFolder {
    let url: URL

    init(in parent: URL = FileManager.default.temporaryDirectory) throws {
        url = parent.appendingPathComponent("usageledger-torture-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Removes what is in the folder.
    func empty() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: url.path) {
            try FileManager.default.removeItem(atPath: path(name))
        }
    }
}

/// Why a section cannot be run here.
struct Unfit: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
