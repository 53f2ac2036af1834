import JSON
import Testing
import UsageCapture
import UsageModel

struct RuleBookTests {
    private func book(_ rules: String) throws -> RuleBook {
        let text = #"{"rules":{"fallback":{},"# + rules + "}}"
        return try RuleBook(files: [(name: "test.json", bytes: Array(text.utf8))])
    }

    @Test(arguments: [
        ("a.b", #"{"a":{"b":3}}"#, "3"),
        ("x | a.b", #"{"a":{"b":3}}"#, "3"),
        ("x | a.b", #"{"x":null,"a":{"b":3}}"#, "3"),
        ("a + b", #"{"a":1,"b":2}"#, "3"),
        ("a + b + c", #"{"a":1,"c":"2"}"#, "3"),
        ("a - b", #"{"a":5,"b":2}"#, "3"),
        ("a - b", #"{"a":5}"#, nil),
        ("a - b | c", #"{"a":5,"c":3}"#, "3"),
        ("a + (b | c)", #"{"a":1,"c":2}"#, "3"),
        ("sum(a[].n)", #"{"a":[{"n":1},{"n":2},{}]}"#, "3"),
        ("count(a[])", #"{"a":[0,0,null,0]}"#, "3"),
        ("count(a[])", #"{"a":[]}"#, nil),
        ("distinct(a[].n)", #"{"a":[{"n":"x"},{"n":"y"},{"n":"x"},{"n":"z"}]}"#, "3"),
        ("sum(a[m=AUDIO/4].n)", #"{"a":[{"m":"audio","n":1},{"m":4,"n":2},{"m":"TEXT","n":9}]}"#, "3"),
        ("[t=x/y].n", #"{"t":"y","n":3}"#, "3"),
        ("[t=x/y].n", #"{"t":"z","n":3}"#, nil),
        ("when(a, b)", #"{"a":false,"b":3}"#, "3"),
        ("when(a, b)", #"{"b":3}"#, nil),
        ("a-b", #"{"a-b":3}"#, "3"),
        ("when(a, $)", #"{"a":3}"#, nil),
        ("containing(a, b + c)", #"{"a":9,"b":3,"c":5}"#, "9"),
        ("containing(a, b + c)", #"{"a":2,"b":3,"c":5}"#, "10"),
        ("containing(a, b)", #"{"a":2}"#, "2"),
        ("a + b", #"{"a":5,"b":-3}"#, "5"),
        ("a + b", #"{"a":5,"b":1e308}"#, nil),
        ("a | b", #"{"a":1e308,"b":5}"#, nil),
        ("a[].n", #"{"a":[{"n":1e308},{"n":5}]}"#, nil),
    ])
    func `evaluates expressions`(expression: String, document: String, expected: String?) throws {
        let book = try book(#""t":{"apis":["t.t"],"keep":{"input_tokens":"\#(expression)"}}"#)
        let found = extraction("t.t", document, book: book).usage[.inputTokens]
        #expect(found?.description == expected)
    }

    @Test(arguments: [
        #""t":{"keep":{"a":"b |"}}"#, #""t":{"keep":{"a":"b c"}}"#, #""t":{"keep":{"a":"twice(b)"}}"#,
        #""t":{"keep":{"a":"count(b, c)"}}"#, #""t":{"keep":{"a":"b[c"}}"#, #""t":{"keep":{"a":"'b"}}"#,
        #""t":{"keep":{"a":{"from":"b","fold":"often"}}}"#, #""t":{"extends":"nobody"}"#,
        #""t":{"kept":{}}"#, #""t":{"give":{"tokens_in":"a"}}"#, #""t":{"service":"tea"}"#,
        #""t":{"apis":"t.t"}"#,
    ])
    func `refuses a broken rule`(rules: String) {
        #expect(throws: CaptureError.self) { try book(rules) }
    }

    @Test(arguments: [
        ("openai", "/v1/chat/completions", #"{"usage":{"prompt_tokens":3}}"#),
        ("groq", "/openai/v1/chat/completions", #"{"x_groq":{"usage":{"prompt_tokens":3}}}"#),
        (
            "mistral", "/v1/chat/completions",
            #"{"usage":{"prompt_tokens":1,"prompt_tokens_details":{"audio_tokens":2}}}"#
        ),
        ("anthropic", "/v1/messages?beta=true", #"{"usage":{"input_tokens":1,"cache_read_input_tokens":2}}"#),
        ("anthropic", "/v1/messages/count_tokens", #"{"input_tokens":3}"#),
        (
            "google", "/v1beta/models/gemini-x:streamGenerateContent",
            #"{"usageMetadata":{"promptTokenCount":3}}"#
        ),
        ("cohere", "/v2/chat", #"{"usage":{"billed_units":{"input_tokens":3}}}"#),
        ("aws-bedrock", "/model/amazon.nova/converse", #"{"usage":{"inputTokens":3}}"#),
        (
            "google-vertex", "/v1/publishers/anthropic/models/claude-x:rawPredict",
            #"{"usage":{"input_tokens":3}}"#
        ),
        ("mycloud", "/unheard/of", #"{"usageMetadata":{"promptTokenCount":3}}"#),
        (
            "mycloud", "/unheard/of",
            #"{"type":"message","usage":{"input_tokens":1,"cache_read_input_tokens":2}}"#
        ),
        ("mycloud", "/unheard/of", #"{"choices":[],"usage":{"prompt_tokens":3}}"#),
        ("mycloud", "/unheard/of", #"{"usage":{"input_tokens":3}}"#),
    ])
    func `finds the rule by path, then by shape`(provider: String, path: String, body: String) {
        var context = ResponseContext()
        context.provider = Provider(rawValue: provider)
        context.urlPath = path
        let response = RecordedResponse(context: context, body: Array(body.utf8))
        #expect(response.extraction.usage.integer(.inputTokens) == 3)
    }
}
