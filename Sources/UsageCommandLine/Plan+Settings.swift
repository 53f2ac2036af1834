import UsageModel

extension Plan {
    private enum Name: String, CaseIterable {
        case name, tokens, price
    }

    /// Reads plans as settings and plan files hold them: `[{ name: "Starter", tokens: 50000, price: "9.99" }]`.
    static func list(_ value: SettingsValue, file: String, path: String? = nil) throws -> [Plan] {
        guard case .list(let elements) = value else {
            throw SettingsValue.error(
                "expected a list of plans", file: file, path: path,
                hint: "write them like [{ name: \"Starter\", tokens: 50000, price: \"9.99\" }]")
        }
        var plans: [Plan] = []
        for (index, element) in elements.enumerated() {
            let plan = try Plan(element, file: file, path: "\(path ?? "")[\(index)]")
            guard !plans.contains(where: { $0.name == plan.name }) else {
                throw SettingsValue.error(
                    "the plan `\(plan.name.prefix(60))` is given twice", file: file, path: path)
            }
            plans.append(plan)
        }
        return plans
    }

    private init(_ value: SettingsValue, file: String, path: String) throws {
        guard case .object(let members) = value else {
            throw SettingsValue.error("expected a plan in braces", file: file, path: path)
        }
        for name in members.keys.sorted() where Name(rawValue: name) == nil {
            throw SettingsValue.error(
                "`\(name.prefix(60))` is nothing that a plan has", file: file, path: path,
                hint: Names.suggestion(for: name, among: Name.allCases.map(\.rawValue))
                    ?? "a plan has `name`, `tokens` and `price`")
        }
        guard case .text(let name) = members[Name.name.rawValue] else {
            throw SettingsValue.error("expected the plan's name", file: file, path: "\(path).name")
        }
        guard let tokens = members[Name.tokens.rawValue]?.numberText.flatMap({ Int($0) }) else {
            throw SettingsValue.error(
                "expected a whole number of tokens, like 50000", file: file, path: "\(path).tokens")
        }
        guard let price = members[Name.price.rawValue]?.numberText.flatMap({ try? Money($0) }) else {
            throw SettingsValue.error(
                "expected a price in US dollars, like \"9.99\"", file: file, path: "\(path).price")
        }
        do {
            try self.init(name: name, tokenLimit: tokens, price: price)
        } catch {
            throw SettingsValue.error(error.message, file: file, path: path, hint: error.hint)
        }
    }
}
