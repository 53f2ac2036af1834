import TestSupport
import Testing
import UsageCapture
import UsageModel

@Suite struct RecordImporterTests {
    @Test(arguments: [
        ("\u{FEFF} \n{\"occurred_at\":\"2025-03-01\"}", ImportFormat.jsonl),
        ("{broken\n{\"event\":\"exit\",\"properties\":{},\"time\":1}\n", .aider),
        ("{\"event\":\"chat\"}", .jsonl),
        ("TIMESTAMP,ContextTokens,GeneratedTokens\n", .azureTrace),
        ("\"GeneratedTokens\",\"TIMESTAMP\",\"ContextTokens\"\r\n", .azureTrace),
        ("model,when\n", .csv),
        ("\"cost_usd\"\n", .csv),
    ])
    func `the content shows the format`(text: String, format: ImportFormat) throws {
        #expect(try FormatDetector.format(of: Array(text.utf8)) == format)
    }

    @Test(arguments: ["hello\n", "a;b;c\n", "[{}]", "\0\0\0"])
    func `anything else is an error that says what was expected`(text: String) {
        let run = ImportRun(text)
        #expect(run.errors.map(\.code) == [.unknownFormat])
        #expect(run.errors.first?.hint?.contains("--format") == true)
        #expect(run.errors.first?.place?.description == "calls:1:1")
    }

    @Test func `a compressed file gets its own hint`() {
        let run = ImportRun([0x1F, 0x8B, 8, 0])
        #expect(run.errors.first?.hint?.contains("gunzip") == true)
    }

    @Test(arguments: ["", "\n\n", "\u{FEFF}"])
    func `an empty file has no calls and no errors`(text: String) {
        let run = ImportRun(text)
        #expect(run.records.isEmpty)
        #expect(run.errors.isEmpty)
    }

    @Test func `bytes of any kind never crash, and every record is a call or an error`() throws {
        let seeds = [
            JSONLEventsTests.line, AiderTests.line(),
            CSVEventsTests.header + "2025-03-01,openai,m,10,\"a\nb\"\n",
            "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,10\n",
            LogImporterTests.bedrock, LogImporterTests.litellm, LogImporterTests.langfuse,
            LogImporterTests.spans, SessionImporterTests.claude, SessionImporterTests.codex,
        ]
        try forAll(seeds: 0..<2000) { random in
            var bytes = Array(random.pick(seeds).utf8) + [0x0A]
            bytes += bytes
            for _ in 0..<(1 + random.below(6)) {
                let at = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: at)
                default: bytes.insert(random.pick(Array("\"{},:\n\r\\0-e[\0\u{FF}".utf8)), at: at)
                }
                if bytes.isEmpty { bytes = [0x7B] }
            }
            let whole = ImportRun(bytes, options: AzureTraceTests.options)
            let cuts = (0..<5).map { _ in random.below(bytes.count) }
            let pieces = ImportRun(bytes, cuts: cuts, options: AzureTraceTests.options)
            #expect(whole.records == pieces.records)
            #expect(whole.errors == pieces.errors)
            for event in whole.events {
                try #require(event.usage.counts.allSatisfy { !$0.value.isNegative })
            }
        }
    }
}
