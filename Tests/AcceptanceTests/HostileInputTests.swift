import Foundation
import JSON
import TestSupport
import Testing

/// Whatever is in a file, it is named, the good records are kept, and the ledger stays sound.
@Suite struct HostileInputTests {
    /// A file's name and its bytes after one good record.
    struct Input: CustomTestStringConvertible, Sendable {
        var name: String
        var bytes: @Sendable () -> Data
        var testDescription: String { name }

        init(_ name: String, _ text: @escaping @autoclosure @Sendable () -> String) {
            self.name = name
            bytes = { Data(text().utf8) }
        }

        init(_ name: String, bytes: @escaping @autoclosure @Sendable () -> Data) {
            self.name = name
            self.bytes = bytes
        }
    }

    private static func call(_ member: String = "", tokens: String = "100", model: String = "gpt-4o")
        -> String
    {
        #"{"occurred_at":"2025-03-01T12:00:00Z","provider":"openai","model":"\#(model)",\#(member)"#
            + #""usage":{"input_tokens":\#(tokens),"output_tokens":5}}"#
    }

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    private static func call(modelBytes: [UInt8]) -> Data {
        let parts = call(model: "HERE").components(separatedBy: "HERE")
        return Data(parts[0].utf8) + Data(modelBytes) + Data(parts[1].utf8)
    }

    static let lines: [Input] = [
        Input("a line of 10 MB", repeated("a", 10_000_000)),
        Input("a call with a name of 10 MB", call(model: repeated("m", 10_000_000))),
        Input("a number of 10 MB", call(tokens: repeated("9", 10_000_000))),
        Input("a million nested arrays", repeated("[", 1_000_000) + repeated("]", 1_000_000)),
        Input("a million arrays that never end", repeated("[", 1_000_000)),
        Input(
            "deep metadata",
            call(#""metadata":"# + repeated(#"{"a":"#, 100_000) + "1" + repeated("}", 100_000) + ",")),
        Input("NUL bytes", bytes: Data(count: 5_000)),
        Input("a NUL in a name", bytes: call(modelBytes: [0x67, 0, 0x6f])),
        Input("a NUL as an escape", call(model: #"g\u0000o"#)),
        Input("an overlong slash", bytes: call(modelBytes: [0x67, 0xc0, 0xaf, 0x6f])),
        Input("a surrogate in UTF-8", bytes: call(modelBytes: [0xed, 0xa0, 0x80])),
        Input("a byte that is no UTF-8", bytes: call(modelBytes: [0xff])),
        Input("a cost of 1e308", call(#""stated_cost_usd":1e308,"#)),
        Input("a cost of 1e-308", call(#""stated_cost_usd":1e-308,"#)),
        Input("a cost with an endless exponent", call(#""stated_cost_usd":1e99999999999999999999,"#)),
        Input("a cost above what a row can hold", call(#""stated_cost_usd":99999999999999999999,"#)),
        Input("negative tokens", call(tokens: "-1")),
        Input("the smallest number of 64 bits as tokens", call(tokens: "-9223372036854775808")),
        Input("more tokens than 64 bits hold", call(tokens: "9223372036854775808")),
        Input("tokens with a fraction", call(tokens: "1.5")),
        Input("tokens that are no number", call(tokens: "NaN")),
        Input("a day that does not exist", call().replacing("2025-03-01", with: "2025-02-30")),
        Input("a year past the calendar", call().replacing("2025-03-01", with: "999999-03-01")),
    ]

    @Test(arguments: lines)
    func `a hostile line costs itself and nothing else`(input: Input) throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        let file = folder.url.appendingPathComponent("calls.jsonl")
        let (first, last) = (Self.call(tokens: "1"), Self.call(tokens: "2"))
        var data = Data("\(first)\n".utf8)
        data.append(input.bytes())
        data.append(contentsOf: "\n\(last)\n".utf8)
        try data.write(to: file)
        let run = try command.run("import", "--json", file.path)
        #expect(run.ending == .exit(65), "\(run.talk.prefix(500))")
        #expect(run.talk.contains("\(file.path):2"), "\(run.talk.prefix(500))")
        #expect(run.talk.utf8.count < 2_000)
        #expect(try run.json()["files"]?[0]?["recorded"]?.integer == 2)
        try Self.expectSound(command, rows: 2)
    }

    @Test(arguments: lines)
    func `a hostile line is answered by price and extract like any other`(input: Input) throws {
        var data = input.bytes()
        data.append(contentsOf: "\n\(Self.call(tokens: "2"))\n".utf8)
        for word in ["price", "extract"] {
            let run = try Command().run(word, "--jsonl", input: data)
            #expect([.exit(0), .exit(65)].contains(run.ending), "\(word): \(run.talk.prefix(500))")
            #expect(run.lines.count == 2, "\(word)")
            for line in run.lines { #expect(throws: Never.self) { try JSONValue(parsing: line) } }
        }
    }

    static let files: [Input] = [
        Input("nothing but nested arrays", repeated("[", 1_000_000)),
        Input("nothing but NUL bytes", bytes: Data(count: 200_000)),
        Input(
            "a picture", bytes: Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) + Data(count: 100_000)),
        Input("a short text", "nothing to see here\n"),
        Input("what claims to be gzip", bytes: Data([0x1f, 0x8b]) + Data(repeating: 0x41, count: 1_000)),
        Input("a header with a column twice", "occurred_at,provider,model,model\n"),
        Input(
            "a header of 100,000 columns", "occurred_at,provider,model" + repeated(",x", 100_000) + "\n"),
    ]

    @Test(arguments: files)
    func `a file that holds no calls is named, however long it is`(input: Input) throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        let file = folder.url.appendingPathComponent("file")
        try input.bytes().write(to: file)
        let run = try command.run("import", file.path)
        #expect(run.ending == .exit(65), "\(run.talk.prefix(500))")
        #expect(run.talk.contains(file.path))
        try Self.expectSound(command, rows: 0)
    }

    static let tables: [(rows: [String], good: Int, line: Int)] = [
        (["openai,\"gpt-4o,100"], 2, 3),
        (["openai,gpt\"4o,100"], 2, 3),
        (["openai,\"gpt\"4o,100"], 2, 3),
        (["openai,gpt-4o,\"1\"\"00\""], 2, 3),
        (["openai,gpt-4o,-100"], 2, 3),
        (["openai,gpt-4o,1e308"], 2, 3),
        (["openai,gpt-4o"], 2, 3),
        (["openai,gpt-4o,1,2,3"], 2, 3),
        (["openai,gpt\u{0}4o,100"], 2, 3),
        ([String(repeating: ",", count: 100_000)], 2, 3),
    ]

    @Test(arguments: tables)
    func `a hostile row of CSV costs itself and nothing else`(rows: [String], good: Int, line: Int) throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        let file = folder.path("calls.csv")
        let day = "2025-03-01T12:00:0"
        var lines = ["occurred_at,provider,model,input_tokens", "\(day)1Z,openai,gpt-4o,1"]
        lines += rows.map { "\(day)2Z,\($0)" }
        lines.append("\(day)3Z,openai,gpt-4o,3")
        try lines.joined(separator: "\r\n").write(toFile: file, atomically: true, encoding: .utf8)
        let run = try command.run("import", "--json", file)
        #expect(run.ending == .exit(65), "\(run.talk.prefix(500))")
        #expect(run.talk.contains("\(file):\(line):"), "\(run.talk.prefix(500))")
        #expect(try run.json()["files"]?[0]?["recorded"]?.integer == good)
        try Self.expectSound(command, rows: good)
    }

    private static func expectSound(_ command: Command, rows: Int) throws {
        let proof = try command.run("verify", "--json")
        #expect(proof.ending == .exit(0), "\(proof.talk)")
        #expect(try proof.json()["rows"]?.integer == rows)
    }
}
