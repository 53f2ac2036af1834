import Foundation
import UsageLedger
import UsageModel

/// What a command works with, once options, environment and settings are put together.
struct LedgerContext: Sendable {
    let settings: Settings
    /// Whose days and months.
    let zone: Zone
    /// The ledger's file.
    let path: String
    /// What time it is.
    let now: @Sendable () -> Instant

    init(_ invocation: Invocation) throws {
        settings = try Self.settings(invocation)
        zone = invocation.common.zone ?? settings.zone ?? .utc
        path = invocation.common.db ?? Self.usualPath(invocation.environment)
        if let moment = invocation.common.asOf { now = { moment } } else { now = SystemEdge.now }
    }

    private func options(prices: PriceBook) -> LedgerOptions {
        LedgerOptions(
            tenant: settings.tenant, metadataNames: settings.metadataNames, prices: prices, now: now)
    }

    /// The prices that calls are priced by.
    func priceBook() throws -> PriceBook { .builtIn }

    /// Opens the ledger to write; makes it where it is not there.
    func ledger() throws -> Ledger { try Ledger(path: path, options: options(prices: priceBook())) }

    /// Opens a ledger that must be there, to read; what it holds is priced already.
    func existingLedger(prices: PriceBook = .builtIn) throws -> Ledger {
        try Ledger(reading: path, options: options(prices: prices))
    }

    /// `$XDG_DATA_HOME/usageledger/ledger.sqlite`, by the XDG base directory specification.
    private static func usualPath(_ environment: [String: String]) -> String {
        baseFolder("XDG_DATA_HOME", ".local/share", environment) + "/usageledger/ledger.sqlite"
    }

    private static func baseFolder(_ variable: String, _ folder: String, _ environment: [String: String])
        -> String
    {
        // The specification says to pass over a relative path.
        if let named = environment[variable], named.hasPrefix("/") { return named }
        return (environment["HOME"] ?? ".") + "/" + folder
    }

    /// The settings that were named, which must be there, or the usual ones, which need not be.
    private static func settings(_ invocation: Invocation) throws -> Settings {
        let usual =
            baseFolder("XDG_CONFIG_HOME", ".config", invocation.environment)
            + "/usageledger/usageledger.json5"
        let path = invocation.common.config ?? usual
        guard let data = FileManager.default.contents(atPath: path) else {
            guard let named = invocation.common.config else { return Settings() }
            throw CommandLineError(
                .inputFailed, "the settings `\(named)` cannot be read",
                hint: "--config and $USAGELEDGER_CONFIG name a file like usageledger.json5")
        }
        return try Settings(json5: data, file: path)
    }
}

extension Invocation {
    /// Options, environment and settings put together.
    func context() throws -> LedgerContext { try LedgerContext(self) }
}

/// The login name as the system knows it; empty where it knows none.
var systemUserName: String { NSUserName() }
