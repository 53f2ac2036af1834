import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

struct ExtractionLineTests {
    private func answer(_ line: String) -> (text: String, isGood: Bool) {
        let answer = ExtractionLine.answer(Array(line.utf8))
        return (answer.json.compactText, answer.isGood)
    }

    @Test func `answers a line with what is known`() {
        let line = #"""
            {"id":"a1","provider":"openai","api":"openai.embeddings","status":200,"streaming":false,
             "body":"{\"model\":\"e\",\"usage\":{\"prompt_tokens\":8}}"}
            """#
        #expect(
            answer(line)
                == (
                    #"{"id":"a1","expected":{"usage_present":true,"model":"e","input_tokens":8}}"#, true
                ))
    }

    @Test func `gives names that a usage takes`() throws {
        let body =
            #"{"id":"c","model":"m","usage":{"prompt_tokens":8,"cost":0.1},"choices":[{"finish_reason":"stop"}]}"#
        let result = extraction("openai.chat_completions", Array(body.utf8), streaming: false)
        #expect(try Usage(json: result.json) == result.usage)
    }

    @Test func `reads a body in base64 or as JSON`() {
        let expected = #"{"id":1,"expected":{"usage_present":true,"input_tokens":8}}"#
        let base64 = "eyJ1c2FnZSI6eyJwcm9tcHRfdG9rZW5zIjo4fX0="
        #expect(
            answer(#"{"id":1,"api":"openai.embeddings","body":"\#(base64)","body_encoding":"base64"}"#).text
                == expected)
        #expect(
            answer(#"{"id":1,"api":"openai.embeddings","body":{"usage":{"prompt_tokens":8}}}"#).text
                == expected)
    }

    @Test(arguments: [
        ("{\"id\":", "null", "bad_json"),
        ("[]", "null", "bad_value"),
        (#"{"id":"x","status":"ok"}"#, "\"x\"", "bad_value"),
        (#"{"id":"x","provider":7}"#, "\"x\"", "bad_value"),
        (#"{"id":"x","streaming":"yes"}"#, "\"x\"", "bad_value"),
        (#"{"id":"x","response_headers":[]}"#, "\"x\"", "bad_value"),
        (#"{"id":"x","body":"?","body_encoding":"rot13"}"#, "\"x\"", "bad_value"),
        (#"{"id":"x","body":"=","body_encoding":"base64"}"#, "\"x\"", "bad_value"),
    ])
    func `answers a bad line with its error`(line: String, id: String, code: String) throws {
        let answer = answer(line)
        #expect(!answer.isGood)
        let json = try JSONValue(parsing: answer.text)
        #expect(json["id"]?.compactText == id)
        #expect(json["error"]?["code"]?.string == code)
        #expect(json["error"]?["message"]?.string?.isEmpty == false)
    }

    /// Random damage to real shapes: no crash, and no number below zero comes out.
    @Test func `never crashes and never counts below zero`() throws {
        let samples = [
            #"{"choices":[{"index":0,"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":-2,"cost":-1}}"#,
            "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":10}}}\n\ndata: {\"usage\":{\"output_tokens\":-4}}\n\n",
            #"[{"usageMetadata":{"promptTokenCount":1e308,"candidatesTokenCount":-1,"promptTokensDetails":[{"modality":4}]}}]"#,
            #"{"type":"response.completed","response":{"usage":{"input_tokens":5,"input_tokens_details":{"cached_tokens":9}}}}"#,
        ]
        let apis = [
            "openai.chat_completions", "anthropic.messages", "google.generate_content", "openai.responses",
            "aws-bedrock.converse", "openai.realtime", "xai.videos", "unknown.unknown",
        ]
        let inserts = [
            "-", "9", "null", "{", "}", "[", "]", "\"", "\\", ",", "\u{0}", "\n\n", "e99", "\u{FEFF}",
            "1e-400",
        ]
        try forAll(seeds: 0..<1500) { random in
            var body = Array(random.pick(samples).utf8)
            for _ in 0..<(1 + random.below(6)) {
                let index = random.below(body.count)
                switch random.below(3) {
                case 0: body[index] = UInt8(random.below(256))
                case 1: body.insert(contentsOf: Array(random.pick(inserts).utf8), at: index)
                default: body.removeSubrange(index..<min(body.count, index + random.below(8)))
                }
                if body.isEmpty { body = [0] }
            }
            let result = extraction(random.pick(apis), body, streaming: random.below(2) == 0)
            try #require(!result.usage.counts.contains { $0.value.isNegative })
            try #require(!Self.holdsNegative(.object(result.json)))
            try #require((try? JSONValue(parsing: JSONValue.object(result.json).compactText)) != nil)
        }
    }

    @Test func `survives a million open brackets`() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(!extraction("openai.chat_completions", deep, streaming: false).isUsagePresent)
        let objects = Array(String(repeating: "{\"a\":", count: 100_000).utf8)
        #expect(!extraction("openai.chat_completions", objects, streaming: false).isUsagePresent)
    }

    private func extraction(_ api: String, _ body: [UInt8], streaming: Bool) -> Extraction {
        var context = ResponseContext()
        context.api = api
        context.isStreaming = streaming
        return RecordedResponse(context: context, body: body).extraction
    }

    private static func holdsNegative(_ value: JSONValue) -> Bool {
        switch value {
        case .number(let text): text.hasPrefix("-")
        case .object(let object):
            object.members.contains { $0.name != "error" && holdsNegative($0.value) }
        case .array(let elements): elements.contains(where: holdsNegative)
        default: false
        }
    }
}
