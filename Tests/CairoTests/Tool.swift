import Foundation

/// A program of the machine, run on a file; tests that need one are skipped by name where it is not installed.
enum Tool {
    static func isInstalled(_ name: String) -> Bool { path(name) != nil }

    private static func path(_ name: String) -> String? {
        ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    struct Missing: Error { let name: String }

    /// Runs `name arguments… file` and gives status and what it wrote.
    static func run(_ name: String, _ arguments: [String] = [], on bytes: [UInt8], then rest: [String] = [])
        throws
        -> (status: Int32, output: String)
    {
        guard let path = path(name) else { throw Missing(name: name) }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments + [file.path] + rest
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
