import Foundation
import UsageModel

/// What `usageledger.json5` says; JSON with comments, where an unknown name is an error and not passed over.
///
///     {
///       zone: "Europe/Berlin",              // whose days and months
///       budgets: { month: "200" },          // US dollars
///       metadata: ["feature", "version"],   // the names that may be written
///       tenant: "default",
///       prices: ["prices/*.json5"],         // own prices, beside the settings; a later file wins
///       azure_deployments: { "my-gpt4": "gpt-4o" },
///       plans: [{ name: "Starter", tokens: 50000, price: "9.99" }],  // what is sold, see `plan margin`
///       reports: "reports",                 // the folder of the nightly reports, beside the settings
///       template: "team",                   // what they show; `monthly` unless it is here
///       templates: "templates",             // the folder of your own templates, beside the settings
///       mail: { … },                        // who gets them, see `MailSettings`
///     }
struct Settings: Hashable, Sendable {
    var zone: Zone?
    var tenant = Attribution.defaultTenant
    /// Names of metadata that may be written; nil where every name may.
    var metadataNames: Set<String>?
    /// The budget for the period of a grain.
    var budgets: [Period.Grain: Money] = [:]
    /// Files of own prices, relative to the settings, in the order in which they win.
    var prices: [String] = []
    /// The models behind Azure deployments.
    var azureDeployments: [String: String] = [:]
    /// The plans that are sold.
    var plans: [Plan] = []
    /// The folder of the nightly reports, relative to the settings.
    var reports: String?
    /// What the nightly reports show.
    var template: String?
    /// The folder of templates of the user's own, relative to the settings.
    var templates: String?
    /// Who gets the reports by mail.
    var mail: MailSettings?

    init() {}

    private enum Name: String, CaseIterable {
        case zone, tenant, metadata, budgets, prices
        case azureDeployments = "azure_deployments"
        case plans, reports, template, templates, mail
    }

    /// Reads the settings from JSON5; `file` is named in errors.
    init(json5 data: Foundation.Data, file: String) throws {
        let value = try SettingsValue(json5: data, file: file)
        guard case .object(let members) = value else {
            throw Self.error("expected an object in braces", file: file)
        }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let known = Name(rawValue: name) else {
                throw Self.error(
                    "`\(name.prefix(60))` is no setting", file: file, path: name,
                    hint: Names.suggestion(for: name, among: Name.allCases.map(\.rawValue))
                        ?? "settings are \(Name.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))")
            }
            try set(known, value, file: file)
        }
    }

    private mutating func set(_ name: Name, _ value: SettingsValue, file: String) throws {
        switch name {
        case .zone:
            let text = try Self.text(value, name.rawValue, file: file)
            do {
                zone = try Zone(named: text)
            } catch {
                throw Self.error(error.message, file: file, path: name.rawValue, hint: error.hint)
            }
        case .tenant: tenant = try Self.text(value, name.rawValue, file: file)
        case .metadata: metadataNames = Set(try Self.texts(value, name.rawValue, file: file))
        case .prices: prices = try Self.texts(value, name.rawValue, file: file)
        case .azureDeployments:
            guard case .object(let models) = value else {
                throw Self.error(
                    "expected models by deployment, like { \"my-gpt4\": \"gpt-4o\" }", file: file,
                    path: name.rawValue)
            }
            azureDeployments = try Dictionary(
                uniqueKeysWithValues: models.map {
                    ($0, try Self.text($1, "\(name.rawValue).\($0)", file: file))
                })
        case .reports: reports = try Self.text(value, name.rawValue, file: file)
        case .template: template = try Self.text(value, name.rawValue, file: file)
        case .templates: templates = try Self.text(value, name.rawValue, file: file)
        case .mail: mail = try MailSettings(value, file: file, path: name.rawValue)
        case .plans: plans = try Plan.list(value, file: file, path: name.rawValue)
        case .budgets:
            guard case .object(let amounts) = value else {
                throw Self.error(
                    "expected amounts by period, like { month: \"200\" }", file: file, path: name.rawValue)
            }
            for (grain, amount) in amounts.sorted(by: { $0.key < $1.key }) {
                try setBudget(grain, amount, file: file)
            }
        }
    }

    private mutating func setBudget(_ word: String, _ value: SettingsValue, file: String) throws {
        let path = "budgets.\(word)"
        let grains = Period.Grain.allCases.filter { $0 != .range }.map(\.rawValue)
        guard grains.contains(word), let grain = Period.Grain(rawValue: word) else {
            throw Self.error(
                "`\(word.prefix(60))` is no period that a budget can have", file: file, path: path,
                hint: Names.suggestion(for: word, among: grains)
                    ?? "periods are \(grains.map { "`\($0)`" }.joined(separator: ", "))")
        }
        guard let text = value.numberText, let amount = try? Money(text), amount > .zero else {
            throw Self.error(
                "expected an amount of US dollars above zero, like \"200\"", file: file, path: path)
        }
        budgets[grain] = amount
    }

    private static func texts(_ value: SettingsValue, _ path: String, file: String) throws -> [String] {
        guard case .list(let elements) = value else {
            throw Self.error("expected a list of names", file: file, path: path)
        }
        return try elements.map { try Self.text($0, path, file: file) }
    }

    private static func text(_ value: SettingsValue, _ path: String, file: String) throws -> String {
        guard case .text(let text) = value, !text.isEmpty else {
            throw error("expected a text", file: file, path: path)
        }
        return text
    }

    private static func error(_ message: String, file: String, path: String? = nil, hint: String? = nil)
        -> CommandLineError
    {
        SettingsValue.error(message, file: file, path: path, hint: hint)
    }
}
