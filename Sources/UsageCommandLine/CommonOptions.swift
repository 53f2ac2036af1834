package import Arguments
package import UsageModel

/// The options that every command takes.
package struct CommonOptions: Hashable, Sendable {
    /// The ledger's file, where it is not the usual one.
    package var db: String?
    /// The settings' file, where it is not the usual one.
    package var config: String?
    /// The zone of days and months, where it is not that of the settings.
    package var zone: Zone?
    /// The moment that stands for now.
    package var asOf: Instant?

    /// How they are written.
    package static let parameters = OptionGroup(
        heading: "Everywhere",
        Option("db", .file, environment: "USAGELEDGER_DB", "The ledger's file"),
        Option("config", .file, environment: "USAGELEDGER_CONFIG", "The settings, usageledger.json5"),
        Option("zone", .zone, "The time zone of days and months, as in Europe/Berlin"),
        Option("as-of", .instant, "The moment that stands for now, as in 2026-10-01T00:00:00Z"),
    ) { CommonOptions(db: $0, config: $1, zone: $2, asOf: $3) }
}

extension Syntax {
    /// A syntax from an initialiser of the model, whose own words explain a refusal.
    init(
        _ placeholder: String, expected: String,
        model read: @escaping @Sendable (String) throws(ModelError) -> Value,
    ) {
        self.init(
            placeholder, expected: expected,
            read: { word in
                do throws(ModelError) {
                    return .success(try read(word))
                } catch {
                    return .failure(Refusal(reason: error.message, hint: error.hint))
                }
            })
    }
}

extension Syntax where Value == Zone {
    /// A time zone by its IANA name.
    package static var zone: Syntax {
        Syntax("ZONE", expected: "a time zone", model: { (word) throws(ModelError) in try Zone(named: word) })
    }
}

extension Syntax where Value == Instant {
    /// A moment in ISO 8601.
    package static var instant: Syntax {
        Syntax("INSTANT", expected: "a moment", model: { (word) throws(ModelError) in try Instant(word) })
    }
}
