import Arguments
import Foundation
import TestSupport
import Testing

@Suite struct CompletionsTests {
    @Test(arguments: Interpreter.allCases)
    func `a script reads as recorded`(_ interpreter: Interpreter) {
        let name = "completions.\(interpreter.rawValue)"
        #expect(Snapshot.difference(program.completions(for: interpreter), named: name) == nil)
        #expect(ask("completions \(interpreter.rawValue)") == .success(program.completions(for: interpreter)))
    }

    @Test(
        .enabled(if: Bash.isThere),
        arguments: [
            ([""], "import summary explain report prices help completions"),
            (["re"], "report"),
            (["--db", "summary", "pri"], "prices"),
            (["--db", "=", "summary", "pri"], "prices"),
            (["prices", ""], "list show"),
            (["prices", "show", "--a"], "--as-of"),
            (["report", "--format", ""], "pdf png csv"),
            (["report", "--format", "=", "p"], "pdf png"),
            (["report", "--format", "="], "pdf png csv"),
            (["report", "-q", "--"], "--month --out --format --tag --quiet --db --zone --help"),
            (["--v"], "--version"),
            (["summary", "--v"], ""),
            (["help", "su"], "summary"),
            (["completions", ""], "bash zsh fish"),
            (["report", "--month", ""], ""),
        ])
    func `bash offers what may come next`(_ words: [String], _ expected: String) throws {
        let offered = try Bash.offers(of: program.completions(for: .bash), words: ["usageledger"] + words)
        #expect(offered.joined(separator: " ") == expected)
    }

    @Test(.enabled(if: Bash.isThere)) func `bash offers files and folders with spaces in their names`() throws
    {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("completions-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("a folder"), withIntermediateDirectories: true)
        try Data().write(to: folder.appendingPathComponent("a file"))
        let script = program.completions(for: .bash)
        let start = folder.path + "/a"
        let files = try Bash.offers(of: script, words: ["usageledger", "import", start])
        #expect(files.sorted() == [start + " file", start + " folder"])
        let folders = try Bash.offers(of: script, words: ["usageledger", "report", "--out", start])
        #expect(folders == [start + " folder"])
    }
}

/// A bash that runs a completion function as an interactive one would.
private enum Bash {
    static let path = "/bin/bash"

    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

    static func offers(of script: String, words: [String]) throws -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        let ask = """
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _usageledger
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        process.arguments = ["--norc", "-c", script + ask, "bash"] + words
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
