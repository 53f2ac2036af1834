import Foundation
import TestSupport
import Testing

/// The log of real calls that the product carries.
enum Sample {
    static let file = Repository.root.appendingPathComponent("samples/aider/aider-message-send.jsonl").path
    static let records = 5_563
    static let repeated = 41

    /// The moment that stands for now where two ledgers are to be equal to the byte.
    static let moment = "2026-11-01T00:00:00Z"

    /// A ledger of the whole sample, imported once by the command; to be read, never written.
    static func ledger() throws -> String { try imported.get() }

    private static let imported = Result {
        let folder = Command.productsFolder.appendingPathComponent("acceptance")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("sample.sqlite").path
        let run = try Command(db: path).run("import", "--as-of", moment, file)
        try #require(run.ending == .exit(0), "\(run.talk)")
        return path
    }

    /// The first lines of the sample.
    static func cut(lines count: Int) throws -> Data {
        let lines = try Data(contentsOf: URL(fileURLWithPath: file)).split(separator: UInt8(ascii: "\n"))
        return Data(lines.prefix(count).joined(separator: [UInt8(ascii: "\n")]))
    }
}

/// Whether the tests that take minutes run too.
var isFullTier: Bool { ProcessInfo.processInfo.environment["USAGELEDGER_TESTS"] == "full" }
