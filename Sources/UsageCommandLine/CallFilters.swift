import Arguments
import UsageModel

/// Conditions on calls, of which all must hold; an option that is repeated takes any of its values.
enum CallFilters {
    /// How they are written.
    static let parameters = OptionGroup(
        heading: "Which calls", served, asked, outcome,
        Option(repeated: "tag", .nameAndValue, "Only calls with this label; `--tag team=` means without it"),
        Option(repeated: "not", .condition, "Leave calls out, as in user=bob or tag:team=search"),
    ) { served, asked, outcome, tags, excluded in
        var filters = served + asked + outcome
        add(tags.map { (.tag($0.name), orUnknown($0.value)) }, isExcluded: false, to: &filters)
        add(excluded.map { ($0.dimension, $0.value) }, isExcluded: true, to: &filters)
        return filters
    }

    private static let served = OptionGroup(
        Option(repeated: "provider", .text.named("NAME"), "Only calls of this provider"),
        Option(repeated: "model", .text.named("NAME"), "Only calls that asked for this model"),
        Option(repeated: "service", .choice(ServiceType.self), "Only calls of this kind of service"),
        Option(repeated: "action", .text.named("NAME"), "Only calls of this action, as in chat.completion"),
        Option(repeated: "tier", .text.named("TIER"), "Only calls of this service tier"),
    ) { providers, models, services, actions, tiers in
        filters([
            (.provider, providers.map { Provider(named: $0).rawValue }), (.model, models.map(orUnknown)),
            (.service, services.map(\.rawValue)), (.action, actions.map(orUnknown)), (.tier, tiers),
        ])
    }

    private static let asked = OptionGroup(
        Option(repeated: "user", .text.named("NAME"), "Only calls of this user; `--user=` means of none"),
        Option(repeated: "team", .text.named("NAME"), "Only calls of this team"),
        Option(repeated: "chat", .text.named("ID"), "Only calls of this chat"),
        Option(repeated: "agent", .text.named("NAME"), "Only calls of this agent"),
        Option(repeated: "campaign", .text.named("NAME"), "Only calls of this campaign"),
        Option(repeated: "key-id", .text.named("NAME"), "Only calls with this API key's name"),
    ) { users, teams, chats, agents, campaigns, keys in
        filters([
            (.user, users.map(orUnknown)), (.team, teams.map(orUnknown)), (.chat, chats.map(orUnknown)),
            (.agent, agents.map(orUnknown)), (.campaign, campaigns.map(orUnknown)),
            (.keyID, keys.map(orUnknown)),
        ])
    }

    private static let outcome = OptionGroup(
        Option(repeated: "status", .choice(CallStatus.self), "Only calls that ended so"),
        Option(repeated: "posting-month", .month, "Only rows in the books of this month, as in 2025-03"),
    ) { statuses, months in
        filters([(.status, statuses.map(\.rawValue)), (.postingMonth, months)])
    }

    private static func filters(_ given: [(Dimension, [String?])]) -> [Query.Filter] {
        given.filter { !$0.1.isEmpty }.map { Query.Filter($0.0, $0.1) }
    }

    /// Adds conditions that came one by one: the values of a dimension make one.
    private static func add(
        _ given: [(dimension: Dimension, value: String?)], isExcluded: Bool, to filters: inout [Query.Filter]
    ) {
        for (dimension, value) in given {
            let index = filters.firstIndex { $0.dimension == dimension && $0.isExcluded == isExcluded }
            if let index {
                filters[index].values.append(value)
            } else {
                filters.append(Query.Filter(dimension, [value], isExcluded: isExcluded))
            }
        }
    }

    /// The filters in words, nil where there are none.
    static func words(_ filters: [Query.Filter]) -> String? {
        guard !filters.isEmpty else { return nil }
        return filters.map { filter in
            let values = filter.values.map { $0.map { "`\($0)`" } ?? "none" }
            let choice = values.joined(separator: filter.isExcluded ? " nor " : " or ")
            return "\(filter.dimension.rawValue) \(filter.isExcluded ? "not " : "")\(choice)"
        }.joined(separator: ", ")
    }
}

private func orUnknown(_ text: String) -> String? { text.isEmpty ? nil : text }

/// A dimension with one of its values, nil for "not known".
struct DimensionValue: Hashable, Sendable {
    var dimension: Dimension
    var value: String?
}

extension Dimension {
    /// The dimension of a word of the command line, where `key-id` is `key_id`.
    init?(word: String) {
        if word.hasPrefix("tag:") {
            self.init(rawValue: word)
        } else {
            self.init(rawValue: word.replacing("-", with: "_"))
        }
    }

    /// What a dimension can be called.
    static let words = allCases.map(\.rawValue)

    /// What to say of a word that is no dimension.
    static func refusal(of word: String) -> (reason: String, hint: String) {
        (
            "`\(word.prefix(60))` is nothing that calls are told apart by",
            Names.suggestion(for: word, among: words).map { "\($0)?" }
                ?? "one of \(words.joined(separator: ", ")), or tag:NAME"
        )
    }
}

extension Syntax where Value == Dimension {
    /// What calls are put together by.
    static var dimension: Syntax {
        Syntax(
            "WORD", expected: "what calls are told apart by", choices: Dimension.words, completion: .choices,
            text: \.rawValue,
            read: { word in
                if let dimension = Dimension(word: word) { return .success(dimension) }
                let (reason, hint) = Dimension.refusal(of: word)
                return .failure(Refusal(reason: reason, hint: hint))
            })
    }
}

extension Syntax where Value == DimensionValue {
    /// `user=bob`, or `user=` for calls of none.
    static var condition: Syntax {
        Syntax(
            "WORD=VALUE", expected: "a word and a value with `=` between, as in user=bob",
            text: { "\($0.dimension.rawValue)=\($0.value ?? "")" },
            read: { word in
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { return .failure(Refusal()) }
                guard let dimension = Dimension(word: String(parts[0])) else {
                    let (reason, hint) = Dimension.refusal(of: String(parts[0]))
                    return .failure(Refusal(reason: reason, hint: hint))
                }
                let text = String(parts[1])
                let value = dimension == .provider ? Provider(named: text).rawValue : text
                return .success(DimensionValue(dimension: dimension, value: text.isEmpty ? nil : value))
            })
    }
}

extension Syntax where Value == String {
    /// A calendar month.
    static var month: Syntax {
        Syntax(
            "MONTH", expected: "a month like 2025-03",
            parse: { word in CivilDate(word + "-01") == nil ? nil : word })
    }
}

extension Syntax where Value == PageCursor {
    /// Where a page begins, as the page before it said.
    static var cursor: Syntax {
        Syntax("CURSOR", expected: "a cursor that a page before this one printed", parse: { PageCursor($0) })
    }
}
