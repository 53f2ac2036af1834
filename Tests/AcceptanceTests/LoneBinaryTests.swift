import Foundation
import TestSupport
import Testing

/// The command as one file that was copied somewhere, with nothing beside it.
@Suite struct LoneBinaryTests {
    @Test(arguments: ["monthly", "nightly", "team", "executive"])
    func `every report is drawn by the file alone`(template: String) throws {
        let folder = try TemporaryFolder()
        let ledger = folder.path("ledger.sqlite")
        try FileManager.default.copyItem(atPath: Sample.ledger(), toPath: ledger)
        try FileManager.default.createDirectory(
            atPath: folder.path("bin"), withIntermediateDirectories: true)
        let file = folder.path("bin/usageledger")
        try FileManager.default.copyItem(at: Command.file, to: URL(fileURLWithPath: file))
        let words = ["report", "--db", ledger, "--period", "2025-03", "--template", template, "--out"]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: file)
        process.arguments = words + [folder.path("alone")]
        process.environment = ["HOME": folder.url.path, "PATH": "/usr/bin:/bin"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        var command = Command()
        command.folder = folder.url
        let templates = Repository.root.appendingPathComponent("Templates").path
        let beside = try command.run(words + [folder.path("beside"), "--templates", templates])
        #expect(beside.ending == .exit(0), "\(beside.talk)")
        for name in ["report.pdf", "report.json", "summary.md"] {
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: folder.path("alone/\(name)")))
                    == Data(contentsOf: URL(fileURLWithPath: folder.path("beside/\(name)"))))
        }
    }
}
