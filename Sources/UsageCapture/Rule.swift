import JSON
import UsageModel

/// What one kind of response says, and where: read from the rule files, never written in code.
struct Rule: Sendable {
    /// The name, such as `openai.chat`.
    var name: String
    /// The APIs it reads, as `provider.endpoint` or `*.endpoint`.
    var apis: [String] = []
    /// Endings of URL paths it reads, where the API is not named.
    var paths: [String] = []
    /// What only its documents hold, where neither API nor path is known.
    var shape: Expression?
    /// What kind of service it is.
    var service: ServiceType = .chat
    /// Members in which an event may wrap the response.
    var roots: [String] = []
    /// What is kept of every document.
    var keep: [Keep] = []
    /// What the kept values mean, by the names of `Extraction`.
    var give: [(name: String, expression: Expression)] = []
    /// What only the last document of a stream holds.
    var done: [Expression] = []
    /// Where an error stands that is no member `error`.
    var error: Expression?
    /// Steps of one call that are billed apart.
    var iterations: Iterations?
    /// Where many responses stand in one document, each of a call of its own.
    var batch: BatchPlaces?
    /// The rule that this one stands in for where its condition holds.
    var variant: Variant?
    /// Whether the call costs anything.
    var isBillable = true

    /// One value that is kept of the documents.
    struct Keep: Sendable {
        var name: String
        var from: Expression
        var fold: Fold = .last
        /// The member that makes an object count, for `replace`.
        var needs: String?
        /// The value of a choice, for `each`.
        var value: Expression?
        /// What tells one response from the next, for `add`: the same response again replaces what it added.
        var identity: Expression?
    }

    /// Where the steps of a call stand and what they hold.
    struct Iterations: Sendable {
        var from: Expression
        var give: [(name: String, expression: Expression)]
    }

    /// When a rule stands in for another one; all that is named must hold.
    struct Variant: Sendable {
        /// The rule that the call asks for.
        var of: String
        /// Beginnings of model names, without the region before them.
        var models: [String] = []
        /// The HTTP status.
        var httpStatus: Int?
    }

    /// Where the items of a batch stand and what each of them holds.
    struct BatchPlaces: Sendable {
        /// The items; the document itself where it is one line of a file.
        var items: Expression
        /// The response in an item.
        var body: Expression
        /// The caller's own id of the request.
        var id: Expression
        /// The HTTP status of the response.
        var httpStatus: Expression
        /// What went wrong where there is no response.
        var error: Expression
        /// The word for how the request ended.
        var state: Expression
    }
}

extension Rule {
    /// Whether a document holds what the rule looks for: its shape, its error or its usage.
    func reads(_ document: JSONValue) -> Bool {
        if shape.map({ !$0.values(in: document).isEmpty }) == true || document["error"] != nil { return true }
        let places = roots.compactMap { document[$0] } + [document]
        return keep.contains { keep in
            keep.name == "usage" && places.contains { !keep.from.values(in: $0).isEmpty }
        }
    }
}

extension Rule {
    /// Reads a rule, on top of the one it extends; throws `bad_rule`.
    init(name: String, json: JSONObject, extending base: Rule?) throws(CaptureError) {
        self = base ?? Rule(name: name)
        self.name = name
        apis = []
        paths = []
        shape = nil
        variant = nil
        for member in json.members {
            let value = member.value
            switch member.name {
            case "extends", "source": continue
            case "apis": apis = try Self.words(value, in: name)
            case "paths": paths = try Self.words(value, in: name)
            case "roots": roots = try Self.words(value, in: name)
            case "shape": shape = try Self.expression(value, in: name)
            case "error": error = try Self.expression(value, in: name)
            case "service": service = try Self.service(value, in: name)
            case "billable": isBillable = value.bool ?? true
            case "done": done = try Self.words(value, in: name).map(ExpressionReader.read)
            case "keep": try readKeep(value)
            case "give": give = try Self.overlay(give, with: value, in: name)
            case "iterations":
                iterations = Iterations(
                    from: try Self.expression(value["from"], in: name),
                    give: try Self.overlay([], with: value["give"] ?? .null, in: name))
            case "variant": variant = try Self.variant(value, in: name)
            case "batch": batch = try Self.batch(value, in: name)
            default:
                throw CaptureError(.badRule, "unknown member `\(member.name)` in the rule `\(name)`")
            }
        }
        try checkNames()
    }

    /// What is given must be in the vocabulary, so that whoever reads an extraction knows every name.
    private func checkNames() throws(CaptureError) {
        let kept = keep.map(\.name).filter { $0 != "usage" && !$0.hasPrefix("_") }
        for given in kept + give.map(\.name) + (iterations?.give.map(\.name) ?? []) {
            guard Counter(rawValue: given) == nil, UsageAttribute(rawValue: given) == nil,
                ResponseField(rawValue: given) == nil
            else { continue }
            throw CaptureError(.badRule, "`\(given)` in the rule `\(name)` is not in the vocabulary")
        }
    }

    private mutating func readKeep(_ json: JSONValue) throws(CaptureError) {
        for member in json.object?.members ?? [] {
            keep.removeAll { $0.name == member.name }
            switch member.value {
            case .null: continue
            case .object: keep.append(try Self.keep(member.name, member.value, in: name))
            default: keep.append(Keep(name: member.name, from: try Self.expression(member.value, in: name)))
            }
        }
    }

    private static func keep(_ name: String, _ json: JSONValue, in rule: String) throws(CaptureError) -> Keep
    {
        guard let fold = Fold(rawValue: json["fold"]?.string ?? "last") else {
            throw CaptureError(.badRule, "unknown fold of `\(name)` in the rule `\(rule)`")
        }
        var keep = Keep(name: name, from: try expression(json["from"], in: rule), fold: fold)
        keep.needs = json["needs"]?.string
        if let value = json["value"] { keep.value = try expression(value, in: rule) }
        if let identity = json["identity"] { keep.identity = try expression(identity, in: rule) }
        return keep
    }

    private static func variant(_ json: JSONValue, in rule: String) throws(CaptureError) -> Variant {
        guard let of = json["of"]?.string else {
            throw CaptureError(.badRule, "the variant `\(rule)` does not say of which rule it is one")
        }
        return Variant(
            of: of, models: try words(json["models"] ?? .array([]), in: rule),
            httpStatus: json["http_status"]?.integer)
    }

    private static func batch(_ json: JSONValue, in rule: String) throws(CaptureError) -> BatchPlaces {
        BatchPlaces(
            items: try expression(json["items"], in: rule), body: try expression(json["body"], in: rule),
            id: try expression(json["id"], in: rule),
            httpStatus: try expression(json["http_status"], in: rule),
            error: try expression(json["error"], in: rule),
            state: try expression(json["state"], in: rule))
    }

    private static func overlay(
        _ base: [(name: String, expression: Expression)], with json: JSONValue, in rule: String
    ) throws(CaptureError) -> [(name: String, expression: Expression)] {
        var give = base
        for member in json.object?.members ?? [] {
            give.removeAll { $0.name == member.name }
            if !member.value.isNull { give.append((member.name, try expression(member.value, in: rule))) }
        }
        return give
    }

    private static func expression(_ json: JSONValue?, in rule: String) throws(CaptureError) -> Expression {
        guard let text = json?.string else {
            throw CaptureError(.badRule, "expected an expression in the rule `\(rule)`")
        }
        return try ExpressionReader.read(text)
    }

    private static func words(_ json: JSONValue, in rule: String) throws(CaptureError) -> [String] {
        guard let elements = json.array else {
            throw CaptureError(.badRule, "expected a list of words in the rule `\(rule)`")
        }
        return elements.compactMap(\.string)
    }

    private static func service(_ json: JSONValue, in rule: String) throws(CaptureError) -> ServiceType {
        guard let service = json.string.flatMap(ServiceType.init(rawValue:)) else {
            throw CaptureError(.badRule, "unknown service in the rule `\(rule)`")
        }
        return service
    }
}
