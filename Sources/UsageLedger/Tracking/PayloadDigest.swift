import Digest
import JSON

/// What may be kept of a request's or a response's body: its parameters, and of every text its length and digest.
///
/// No word of a prompt or an answer is kept. A string stays only under a name whose values come from a provider's list, such
/// as `model` or `finish_reason`, and only where it is as short as such words are.
enum PayloadDigest {
    private static let textsMax = 16
    private static let parametersMax = 24
    private static let wordBytesMax = 64

    /// Names whose strings are words of the provider, not of the user.
    private static let openNames: Set<String> = [
        "model", "object", "type", "role", "status", "finish_reason", "stop_reason", "service_tier", "size",
        "quality", "style", "format", "response_format", "output_format", "voice", "language",
        "reasoning_effort", "effort", "tool_choice", "truncation", "modality", "modalities", "resolution",
        "aspect_ratio", "background", "moderation", "encoding_format", "speed", "cache_control", "ttl",
    ]

    /// The digest of a body; of one that is no JSON only the length and the whole digest.
    static func json(of body: [UInt8]) -> JSONValue {
        var result = JSONObject([
            .init(name: "bytes", value: .number("\(body.count)")),
            .init(name: "sha256", value: .string(SHA256.digest(body).hex)),
        ])
        guard let document = try? JSONValue(parsing: body) else { return .object(result) }
        var walk = Walk()
        walk.visit(document, name: "", path: "")
        if !walk.parameters.isEmpty { result.append("parameters", .object(walk.parameters)) }
        if !walk.texts.isEmpty { result.append("texts", .array(walk.texts)) }
        if walk.textsLeftOut > 0 {
            result.append("texts_left_out", .number("\(walk.textsLeftOut)"))
        }
        return .object(result)
    }

    private struct Walk {
        var parameters = JSONObject()
        var texts: [JSONValue] = []
        var textsLeftOut = 0

        mutating func visit(_ value: JSONValue, name: String, path: String) {
            switch value {
            case .null: break
            case .bool, .number: keep(value, path)
            case .string(let text):
                if openNames.contains(name), Self.isWord(text) {
                    keep(value, path)
                } else {
                    digest(text, path)
                }
            case .array(let elements):
                for (index, element) in elements.enumerated() {
                    visit(element, name: name, path: "\(path)[\(index)]")
                }
            case .object(let object):
                for member in object.members {
                    // Names are the provider's near the top; further down they may be the user's own.
                    let name = member.name.utf8.count <= wordBytesMax ? member.name : "…"
                    visit(member.value, name: name, path: path.isEmpty ? name : "\(path).\(name)")
                }
            }
        }

        private static func isWord(_ text: String) -> Bool {
            text.utf8.count <= wordBytesMax
                && text.utf8.allSatisfy {
                    (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                        || [0x2D, 0x2E, 0x2F, 0x3A, 0x5F, 0x78].contains($0)
                }
        }

        private mutating func keep(_ value: JSONValue, _ path: String) {
            // Numbers deep inside are vectors, coordinates, log probabilities: nothing that explains a cost.
            guard parameters.members.count < parametersMax, path.filter({ $0 == "." }).count < 2,
                !path.contains("[")
            else { return }
            parameters.append(path, value)
        }

        private mutating func digest(_ text: String, _ path: String) {
            guard texts.count < textsMax else {
                textsLeftOut += 1
                return
            }
            texts.append([
                "path": .string(path), "length": .number("\(text.count)"),
                "sha256": .string(SHA256.digest(Array(text.utf8)).hex),
            ])
        }
    }
}
