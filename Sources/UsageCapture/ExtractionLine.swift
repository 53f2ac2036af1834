private import Foundation
package import JSON
package import UsageModel

/// The contract of `extract --jsonl`: one recorded response a line in, one extraction a line out.
package enum ExtractionLine {
    /// Answers a line with `{"id","expected":{…}}`, or with `{"id","error":{"code","message"}}` and false.
    package static func answer(_ line: [UInt8]) -> (json: JSONValue, isGood: Bool) {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: line)
        } catch {
            return failure(
                id: .null, CaptureError(.badJSON, "\(error.message) at column \(error.column)"))
        }
        let id = document["id"] ?? .null
        do {
            let response = try RecordedResponse(json: document)
            let extraction = response.extraction
            return (["id": id, "expected": .object(extraction.json)], true)
        } catch {
            return failure(id: id, error)
        }
    }

    private static func failure(id: JSONValue, _ error: CaptureError) -> (json: JSONValue, isGood: Bool) {
        (
            ["id": id, "error": ["code": .string(error.code.name), "message": .string(error.description)]],
            false
        )
    }
}

/// A response with its body, as a line of the contract holds it.
package struct RecordedResponse: Hashable, Sendable {
    /// What is known beside the body.
    package var context: ResponseContext
    /// The body's bytes.
    package var body: [UInt8]

    /// A response with its body.
    package init(context: ResponseContext, body: [UInt8]) {
        self.context = context
        self.body = body
    }

    /// What the response says about its call.
    package var extraction: Extraction {
        var meter = UsageMeter(context)
        meter.feed(body)
        meter.finish()
        return meter.extraction
    }

    /// Reads a line of the contract; throws `bad_value` with the member's path.
    package init(json: JSONValue) throws(CaptureError) {
        guard let object = json.object else {
            throw CaptureError(.badValue, "expected an object, found \(json.kindName)")
        }
        context = ResponseContext()
        context.provider = try Self.text("provider", in: object).map(Provider.init(named:))
        context.api = try Self.text("api", in: object)
        context.contentType = try Self.text("content_type", in: object)
        context.urlPath = try Self.text("url_path", in: object)
        context.requestModel = try Self.text("request_model", in: object)
        context.requestParameters = try Self.object("request_params", in: object)
        for member in try Self.object("response_headers", in: object).members {
            context.headers.append(member.name.lowercased(), member.value)
        }
        if let status = object["status"], !status.isNull {
            guard let number = status.integer, (0...999).contains(number) else {
                throw Self.unexpected("status", "an HTTP status", status)
            }
            context.httpStatus = number
        }
        if let streaming = object["streaming"], !streaming.isNull {
            guard let truth = streaming.bool else {
                throw Self.unexpected("streaming", "true or false", streaming)
            }
            context.isStreaming = truth
        }
        body = try Self.body(in: object)
    }

    private static func body(in object: JSONObject) throws(CaptureError) -> [UInt8] {
        let encoding = try text("body_encoding", in: object) ?? "utf-8"
        switch (object["body"] ?? .null, encoding.lowercased()) {
        case (.null, _): return []
        case (.string(let text), "utf-8"), (.string(let text), "utf8"): return Array(text.utf8)
        case (.string(let text), "base64"):
            guard let data = Foundation.Data(base64Encoded: text, options: .ignoreUnknownCharacters) else {
                throw CaptureError(.badValue, "expected base64", place: Place(path: "body"))
            }
            return Array(data)
        case (.string, _):
            throw CaptureError(
                .badValue, "unknown encoding `\(encoding.prefix(40))`", place: Place(path: "body_encoding"),
                hint: "it is `utf-8` or `base64`")
        case (let document, _): return Array(document.compactText.utf8)
        }
    }

    private static func text(_ name: String, in object: JSONObject) throws(CaptureError) -> String? {
        guard let value = object[name], !value.isNull else { return nil }
        guard let text = value.string else { throw unexpected(name, "a string", value) }
        return text
    }

    private static func object(_ name: String, in object: JSONObject) throws(CaptureError) -> JSONObject {
        guard let value = object[name], !value.isNull else { return JSONObject() }
        guard let object = value.object else { throw unexpected(name, "an object", value) }
        return object
    }

    private static func unexpected(_ name: String, _ expected: String, _ found: JSONValue) -> CaptureError {
        CaptureError(.badValue, "expected \(expected), found \(found.kindName)", place: Place(path: name))
    }
}

extension FaultCode {
    /// A value of the wrong kind.
    package static let badValue = FaultCode("bad_value", .input)
}
