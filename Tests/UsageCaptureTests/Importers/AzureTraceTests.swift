import Foundation
import TestSupport
import Testing
import UsageCapture
import UsageModel

@Suite struct AzureTraceTests {
    static let options = ImportOptions(file: "trace.csv", provider: Provider(named: "azure"), model: "gpt-4o")

    @Test func `moments have seven decimals and no zone, the last line no end`() {
        let run = ImportRun(
            "TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:17:03.9799600,4808,10\r\n"
                + "2023-11-16 18:17:04.0319600,3180,8", options: Self.options)
        #expect(run.format == .azureTrace)
        #expect(run.errors.isEmpty)
        #expect(
            run.events.map(\.occurredAt.description) == [
                "2023-11-16T18:17:03.97996Z", "2023-11-16T18:17:04.03196Z",
            ])
        #expect(run.events.map { $0.usage.integer(.inputTokens) } == [4808, 3180])
        #expect(run.events.map { $0.usage.integer(.outputTokens) } == [10, 8])
        #expect(run.events.map(\.call.requestedModel) == ["gpt-4o", "gpt-4o"])
    }

    @Test func `without a model nothing is imported, and the error says what to give`() {
        let run = ImportRun("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,10\n")
        #expect(run.records.isEmpty)
        #expect(run.errors.map(\.code) == [.missingOption])
        #expect(run.errors.first?.hint?.contains("--provider") == true)
    }

    @Test func `faults name line and column`() {
        let sample = MarkedText(
            "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,⟦x,10\n⟦2023-11-16 25:00:00,1,1\n"
                + "2023-11-16 18:17:03,1,2\n")
        let run = ImportRun(sample.text, options: Self.options)
        #expect(run.errors.map { $0.place?.mark } == sample.marks)
        #expect(run.errors.map(\.code) == [.badNumber, .badDate])
        #expect(run.records.count == 1)
    }

    /// Rows and sums as the data set's description gives them.
    @Test(
        .enabled(if: Shared.isThere, "the folder of shared data is not there"),
        arguments: [
            ("azure-llm-2023-conv.csv.gz", 19_366, 22_361_870, 4_088_665),
            ("azure-llm-2023-code.csv.gz", 8819, 18_059_974, 245_896),
        ])
    func `the real traces hold what their source says`(name: String, rows: Int, input: Int, output: Int)
        throws
    {
        let file = try #require(Shared.file("data/traces/" + name))
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        gzip.standardOutput = pipe
        try gzip.run()
        let bytes = try #require(try pipe.fileHandleForReading.readToEnd())
        gzip.waitUntilExit()
        let run = ImportRun(bytes, options: Self.options)
        #expect(run.errors.isEmpty)
        #expect(run.records.count == rows)
        #expect(run.events.reduce(0) { $0 + $1.usage.integer(.inputTokens) } == input)
        #expect(run.events.reduce(0) { $0 + $1.usage.integer(.outputTokens) } == output)
    }
}
