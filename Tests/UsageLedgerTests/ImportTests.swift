import Foundation
import TestSupport
import Testing
import UsageLedger

struct ImportTests {
    private static let sample = Repository.root.appendingPathComponent(
        "samples/aider/aider-message-send.jsonl")

    private static func source(_ bytes: [UInt8], name: String = "calls.jsonl", piece: Int = 65_536)
        -> CallSource
    {
        var position = 0
        return CallSource(name: name, fingerprint: "\(bytes.count)-\(bytes.hashValue)") {
            guard position < bytes.count else { return nil }
            let end = min(position + piece, bytes.count)
            defer { position = end }
            return Array(bytes[position..<end])
        }
    }

    @Test func `the aider log becomes 5,563 rows once, with its 41 repeated records`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let bytes = try [UInt8](Data(contentsOf: Self.sample))
        let first = try ledger.importCalls(from: Self.source(bytes))
        #expect(first.records == 5_563)
        #expect(first.recorded == 5_563)
        #expect(first.repeatedCount == 41)
        #expect(first.repeated.count == 41)
        #expect(first.failureCount == 0)
        #expect(first.statedCost.dollars(decimals: 2) == "10182.70")
        let proof = try ledger.verify()
        let second = try ledger.importCalls(from: Self.source(bytes, piece: 1_000))
        #expect(second.recorded == 0)
        #expect(second.unchanged == 5_563)
        #expect(try ledger.verify() == proof)
        #expect(proof.isSound)
        #expect(proof.rows == 5_563)
    }

    @Test func `the experimental model never gets the paid model's price`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        _ = try ledger.importCalls(from: Self.source([UInt8](Data(contentsOf: Self.sample))))
        let table = try ledger.answer(
            Query(filters: [.init(.model, ["gemini-2.5-pro-exp-03-25"])], groups: [.provider, .pricedModel]))
        #expect(table.total.calls == 757)
        #expect(table.total.cost == .zero)
        #expect(!table.rows.contains { $0.keys.contains("gemini-2.5-pro") })
    }

    @Test func `an import that is broken off goes on where it was and gives the same content`() throws {
        let folder = try TemporaryFolder()
        let bytes = try [UInt8](Data(contentsOf: Self.sample))
        let whole = try Ledger(path: folder.path("whole.sqlite"))
        _ = try whole.importCalls(from: Self.source(bytes))
        let broken = try Ledger(path: folder.path("broken.sqlite"))
        struct Stop: Error {}
        for limit in [600_000, 1_100_000, 1_500_000] {
            #expect(throws: Stop.self) {
                try broken.importCalls(from: Self.source(bytes)) { if $0.bytes > limit { throw Stop() } }
            }
        }
        let last = try broken.importCalls(from: Self.source(bytes))
        #expect(last.resumedAfterLine > 0)
        #expect(last.recorded == 5_563)
        #expect(last.repeatedCount == 41)
        #expect(try broken.verify().contentDigest == whole.verify().contentDigest)
    }

    /// The quote forgotten in line 2002 is noticed in line 2005, behind rows that are still to come.
    @Test func `broken off behind a forgotten quote, an import loses no row`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let start = try Instant("2025-03-01")
        var lines = (2...2005 as ClosedRange<Int64>).map {
            "\(start.adding(seconds: $0)),openai,gpt-4o,100,search"
        }
        lines[2000] = "\"" + lines[2000]
        lines[2003] = lines[2003].replacing("search", with: "\"search\"")
        let text = "occurred_at,provider,model,input_tokens,team\n" + lines.joined(separator: "\n") + "\n"
        let bytes = Array(text.utf8)
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            let source = Self.source(bytes, name: "calls.csv", piece: bytes.count - "earch\"\n".utf8.count)
            _ = try ledger.importCalls(from: source) { _ in throw Stop() }
        }
        let whole = try ledger.importCalls(from: Self.source(bytes, name: "calls.csv"))
        #expect(whole.resumedAfterLine == 2004)
        #expect(whole.recorded == 2003)
        #expect(whole.failures.map { $0.place?.line } == [2005])
    }

    @Test func `a broken line keeps no good one back, and the corrected file adds exactly it`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let line = { (second: Int, tokens: String) in
            #"{"occurred_at":"2025-03-01T12:00:0\#(second)Z","provider":"openai","model":"gpt-4o","usage":{"input_tokens":\#(tokens),"output_tokens":5}}"#
        }
        let good = (1...5).map { line($0, "100") }
        var broken = good
        broken[2] = line(3, "-100")
        let first = try ledger.importCalls(from: Self.source(Array(broken.joined(separator: "\n").utf8)))
        #expect(first.recorded == 4)
        let failure = try #require(first.failures.first)
        #expect(first.failureCount == 1)
        #expect(failure.place?.file == "calls.jsonl")
        #expect(failure.place?.line == 3)
        let column = try #require(broken[2].range(of: "-100")?.lowerBound.utf16Offset(in: broken[2]))
        #expect(failure.place?.column == column + 1)
        let second = try ledger.importCalls(from: Self.source(Array(good.joined(separator: "\n").utf8)))
        #expect(second.recorded == 1)
        #expect(second.unchanged == 4)
    }

    @Test func `a file of no known format names the formats`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let summary = try ledger.importCalls(from: Self.source(Array("nothing to see\n".utf8), name: "x.txt"))
        #expect(summary.recorded == 0)
        #expect(summary.failures.first?.code.name == "unknown_format")
    }
}
