import Foundation
import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

/// Bodies that no provider sends: they are read in bounded time and memory, and count nothing that is not there.
@Suite struct HostileBodyTests {
    /// A body by its name, made when it is needed.
    struct Body: CustomTestStringConvertible, Sendable {
        var name: String
        var bytes: @Sendable () -> [UInt8]
        var testDescription: String { name }

        init(_ name: String, _ bytes: @escaping @Sendable () -> [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        init(_ name: String, _ text: @escaping @autoclosure @Sendable () -> String) {
            self.init(name) { Array(text().utf8) }
        }
    }

    private static let apis = [
        "openai.chat_completions", "openai.responses", "anthropic.messages", "google.generate_content",
        "aws-bedrock.converse", "mistral.chat_completions", "cohere.chat", "nobody.knows",
    ]

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    /// Not one of them tells a count.
    static let small: [Body] = [
        Body("nothing", ""),
        Body("usage that is null", #"{"model":"m","usage":null,"usageMetadata":null}"#),
        Body("usage that is a list", #"{"model":"m","usage":[1,2],"usageMetadata":[3]}"#),
        Body("usage that is a word", #"{"model":"m","usage":"many","usageMetadata":"many"}"#),
        Body("NUL bytes") { [UInt8](repeating: 0, count: 1_000) },
        Body("every byte") { (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) } },
        Body("a thousand nested objects", repeated("{\"usage\":", 1_000)),
        Body("a binary message that says it is 4 GB") {
            [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 1_000)
        },
    ]

    /// Nor do these, however long they are.
    static let large: [Body] = [
        Body("10 MB of one letter", repeated("a", 10_000_000)),
        Body("an event of 10 MB that never ends", "data: {\"a\":\"" + repeated("a", 10_000_000)),
        Body("a document of 10 MB that never ends", "{\"a\":\"" + repeated("a", 10_000_000)),
        Body("a million line ends", repeated("\n", 1_000_000)),
        Body("a hundred thousand empty events", repeated("data: {}\n\n", 100_000)),
        Body("a million nested arrays", repeated("[", 1_000_000) + repeated("]", 1_000_000)),
        Body("a million arrays that never end", repeated("[", 1_000_000)),
        Body("a hundred thousand nested objects", repeated("{\"usage\":", 100_000)),
        Body("a million nested arrays in an event", "data: " + repeated("[", 1_000_000) + "\n\n"),
    ]

    @Test(arguments: small)
    func `a body without counts counts nothing`(body: Body) {
        let bytes = body.bytes()
        for api in Self.apis {
            for isStreaming in [false, true] {
                Self.expectNothing(Self.extraction(api, [bytes[...]], isStreaming: isStreaming), api)
            }
        }
    }

    @Test(arguments: large)
    func `a long body without counts counts nothing, in pieces as in one`(body: Body) {
        let bytes = body.bytes()
        let whole = Self.extraction("openai.chat_completions", [bytes[...]], isStreaming: true)
        Self.expectNothing(whole, body.name)
        let pieces = stride(from: 0, to: bytes.count, by: 65_521).map {
            bytes[$0..<min($0 + 65_521, bytes.count)]
        }
        #expect(Self.extraction("openai.chat_completions", pieces, isStreaming: true) == whole)
    }

    private static func expectNothing(_ found: Extraction, _ name: String) {
        #expect(found.usage.isEmpty, "\(name): \(found.json)")
        #expect(!found.isUsagePresent, "\(name)")
        #expect(found.statedCost == nil, "\(name)")
    }

    /// Numbers that no call can have used.
    @Test(arguments: [
        "1e308", "-1e308", "1e-308", "1e99999999999999999999", "-1", "9223372036854775808",
        "1000000000000001", "\"NaN\"", "\"1e308\"", "true", "[]", "{}",
    ])
    func `a count that cannot be is not counted`(number: String) {
        let bodies = [
            (
                "openai.chat_completions",
                #"{"model":"m","usage":{"prompt_tokens":N,"completion_tokens":N,"total_tokens":N}}"#
            ),
            (
                "anthropic.messages",
                #"{"model":"m","usage":{"input_tokens":N,"cache_read_input_tokens":N,"output_tokens":N}}"#
            ),
            (
                "google.generate_content",
                #"{"modelVersion":"m","usageMetadata":{"promptTokenCount":N,"candidatesTokenCount":N}}"#
            ),
        ]
        for (api, body) in bodies {
            let bytes = Array(body.replacing("N", with: number).utf8)
            let found = Self.extraction(api, [bytes[...]])
            for count in found.usage.counts {
                // Some providers leave a zero out, and a word may stand for nothing; no more than that may be read.
                #expect(count.value.isZero, "\(api): \(count.counter.rawValue) is \(count.value)")
            }
        }
    }

    @Test func `text that is no UTF-8 spoils no count beside it`() {
        for bad: [UInt8] in [[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xff], [0x00]] {
            let bytes =
                Array(#"data: {"model":"g"#.utf8) + bad
                + Array("o\"}\n\ndata: {\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\n".utf8)
            let found = Self.extraction("openai.chat_completions", [bytes[...]], isStreaming: true)
            #expect(found.usage.integer(.inputTokens) == 7, "\(bad)")
            #expect(found.usage.integer(.outputTokens) == 2, "\(bad)")
        }
    }

    @Test func `good events around a hostile one are read`() {
        let hostile = Self.repeated("[", 1_000_000)
        let text =
            "data: {\"id\":\"c1\",\"model\":\"m\"}\n\ndata: \(hostile)\n\n"
            + "data: {\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n"
        let found = Self.extraction("openai.chat_completions", [Array(text.utf8)[...]], isStreaming: true)
        #expect(found.usage.integer(.inputTokens) == 7)
        #expect(found.responseID == "c1")
        #expect(found.isComplete == true)
    }

    private static func extraction(
        _ api: String, _ pieces: [ArraySlice<UInt8>], isStreaming: Bool = false
    ) -> Extraction {
        var meter = UsageMeter(
            ResponseContext(
                provider: Provider(named: String(api.prefix { $0 != "." })), api: api,
                isStreaming: isStreaming,
                httpStatus: 200))
        for piece in pieces { meter.feed(piece) }
        meter.finish()
        return meter.extraction
    }
}
