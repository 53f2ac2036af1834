import Foundation
import Testing

/// The parts of a file that is a ZIP archive, as Python's own library unpacks them.
enum ZippedParts {
    static func read(_ path: String) throws -> [String: String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let program = """
            import json, sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            json.dump({name: archive.read(name).decode() for name in archive.namelist()}, sys.stdout)
            """
        process.arguments = ["python3", "-c", program, path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "python3 cannot unpack \(path)")
        return try JSONDecoder().decode([String: String].self, from: bytes)
    }
}
