import JSON
package import UsageModel

/// All rules, and which of them reads a response.
package struct RuleBook: Sendable {
    private var rules: [Rule] = []
    private var byAPI: [String: Int] = [:]
    /// The words of providers for the state of a job, in lower case, with ours.
    private(set) var statusWords: [String: String] = [:]
    /// Members in which gateways wrap a response.
    private(set) var envelopes: [String] = []
    /// The rule for responses that no other reads.
    private let fallback: Rule

    /// The rules that are compiled in.
    package static let embedded: RuleBook = {
        do {
            return try RuleBook(files: EmbeddedRules.files)
        } catch {
            preconditionFailure("the embedded rules are broken: \(error)")
        }
    }()

    /// Reads rule files; throws `bad_rule` with the file's name.
    package init(files: [(name: String, bytes: [UInt8])]) throws(CaptureError) {
        var named: [String: Rule] = [:]
        for file in files {
            let document: JSONValue
            do {
                document = try JSONValue(parsing: file.bytes)
            } catch {
                throw CaptureError(
                    .badRule, error.message,
                    place: Place(file: file.name, line: error.line, column: error.column))
            }
            envelopes += (document["envelopes"]?.array ?? []).compactMap(\.string)
            for member in document["status_words"]?.object?.members ?? [] {
                for word in member.value.array ?? [] { statusWords[word.string ?? ""] = member.name }
            }
            for member in document["rules"]?.object?.members ?? [] {
                let extended = member.value["extends"]?.string
                if let extended, named[extended] == nil {
                    throw CaptureError(.badRule, "`\(member.name)` extends `\(extended)`, which is unknown")
                }
                let rule = try Rule(
                    name: member.name, json: member.value.object ?? JSONObject(),
                    extending: extended.flatMap { named[$0] })
                named[member.name] = rule
                for api in rule.apis { byAPI[api] = rules.count }
                rules.append(rule)
            }
        }
        guard let fallback = named["fallback"] else {
            throw CaptureError(.badRule, "expected a rule named `fallback`")
        }
        self.fallback = fallback
    }

    /// The rule that a call asks for by its API or its URL path; nil where only the response can tell.
    func rule(for call: ResponseContext) -> Rule? {
        if let api = call.api {
            let endpoint = api.split(separator: ".", maxSplits: 1).last.map(String.init) ?? api
            if let index = byAPI[api] ?? self.index(ofEndpoint: endpoint, provider: call.provider) {
                return variant(of: rules[index], for: call)
            }
        }
        return self.rule(forPath: call)
            ?? call.provider.flatMap { byAPI["\($0.rawValue).*"] }.map { rules[$0] }
    }

    private func rule(forPath call: ResponseContext) -> Rule? {
        guard let path = call.urlPath?.split(separator: "?").first.map(String.init) else { return nil }
        var best: (rule: Rule, length: Int)?
        for rule in rules {
            for known in rule.paths where path.hasSuffix(known) || path.contains(known + "/") {
                if known.utf8.count > best?.length ?? 0 { best = (rule, known.utf8.count) }
            }
        }
        return best.map { variant(of: own($0.rule, of: call.provider), for: call) }
    }

    /// The provider's own rule for the endpoint that a rule reads for everybody.
    private func own(_ rule: Rule, of provider: Provider?) -> Rule {
        guard let provider else { return rule }
        for api in rule.apis {
            guard let endpoint = api.split(separator: ".").last else { continue }
            if let index = byAPI["\(provider.rawValue).\(endpoint)"] { return rules[index] }
        }
        return rule
    }

    /// The rule that stands in for another one at this call, or the rule itself.
    private func variant(of rule: Rule, for call: ResponseContext) -> Rule {
        let model = call.requestModel ?? call.pathModel ?? ""
        return rules.first { candidate in
            guard let variant = candidate.variant, variant.of == rule.name else { return false }
            if let status = variant.httpStatus, status != call.httpStatus { return false }
            return variant.models.isEmpty || ModelFamily.matches(model, any: variant.models)
        } ?? rule
    }

    private func index(ofEndpoint endpoint: String, provider: Provider?) -> Int? {
        provider.flatMap { byAPI["\($0.rawValue).\(endpoint)"] } ?? byAPI["*.\(endpoint)"]
    }

    /// The rule whose documents look like this one.
    func rule(forDocument document: JSONValue, of call: ResponseContext) -> Rule? {
        rules.first { $0.shape.map { !$0.values(in: document).isEmpty } ?? false }
            .map { variant(of: own($0, of: call.provider), for: call) }
    }

    /// The rule for responses that no other reads.
    var last: Rule { fallback }

    /// The rule for the results of batches.
    var batch: Rule? { rules.first { $0.batch != nil } }
}

extension FaultCode {
    /// A rule file that is broken, which is our own bug.
    package static let badRule = FaultCode("bad_rule", .failure)
}
