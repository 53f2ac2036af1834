import JSON

extension Extraction.ErrorDetails {
    /// Finds the error in a document: where the rule says, its `error` member, an event of that name, or all of a failure's body.
    init?(places: [JSONValue], rule: Rule, event: String?, isFailure: Bool) {
        let document = places.last ?? .null
        let stated = rule.error?.values(in: document).first
        if let error = stated ?? places.lazy.compactMap({ $0["error"] }).first(where: Self.saysSomething) {
            self.init(error)
            return
        }
        let isNamed = event == "error" || event?.hasPrefix("error:") == true
        guard isFailure || isNamed || document["type"]?.string == "error" else { return nil }
        self.init(document["errors"]?.array?.first ?? document)
        if type == nil {
            type = event?.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init)
        }
    }

    private static func saysSomething(_ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): !text.isEmpty
        case .object(let object): !object.isEmpty
        default: false
        }
    }

    /// Reads an error that is a sentence or an object in one of the usual forms.
    private init(_ value: JSONValue) {
        if let text = value.string {
            message = text
            return
        }
        let body = value["error"]?.object.map { JSONValue.object($0) } ?? value
        type = ["type", "status", "__type"].lazy.compactMap { body[$0]?.string }.first
        code = ["code", "error_code"].lazy.compactMap { body[$0] }.first { $0.word != nil }
        message =
            ["message", "Message", "detail", "msg", "title", "error"].lazy
            .compactMap { body[$0]?.string }.first
    }
}
