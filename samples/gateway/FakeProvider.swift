import Foundation

/// Answers as OpenAI's chat completions do, with invented words and counts.
final class FakeProvider: Sendable {
    let port: UInt16

    init() throws {
        let listener = try Loopback.listen()
        port = listener.port
        listener.serve { client in
            guard let request = HTTPMessage(from: client) else { return }
            let text = String(decoding: request.body, as: UTF8.self)
            if text.contains("refused") {
                let body = #"{"error":{"type":"rate_limit_exceeded","message":"too many requests"}}"#
                client.send("HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\n\r\n\(body)")
            } else if text.contains(#""stream":true"#) {
                Self.stream(to: client)
            } else {
                let body = """
                    {"id":"c-1","model":"gpt-4o-2024-08-06","choices":[{"finish_reason":"stop"}],\
                    "usage":{"prompt_tokens":1200,"completion_tokens":350}}
                    """
                client.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\(body)")
            }
        }
    }

    /// A word every few milliseconds; the usage comes last, as with `stream_options.include_usage`.
    private static func stream(to client: Connection) {
        client.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
        for index in 0..<40 {
            let event =
                #"{"id":"c-2","model":"gpt-4o-2024-08-06","choices":[{"delta":{"content":"word \#(index) "}}]}"#
            guard client.send("data: \(event)\n\n") else { return }
            Thread.sleep(forTimeInterval: 0.005)
        }
        let usage = #"{"id":"c-2","choices":[],"usage":{"prompt_tokens":800,"completion_tokens":160}}"#
        client.send("data: \(usage)\n\ndata: [DONE]\n\n")
    }
}
