import Foundation
import UsageLedger
import UsageModel

/// What a command works with, once options, environment and settings are put together.
struct LedgerContext: Sendable {
    let settings: Settings
    /// The settings' file, there or not.
    private let settingsPath: String
    /// Whose days and months, where the options or the settings say it.
    let chosenZone: Zone?
    /// Whose days and months.
    var zone: Zone { chosenZone ?? .utc }
    /// The ledger's file.
    let path: String
    /// What time it is.
    let now: @Sendable () -> Instant
    private let console: Console

    init(_ invocation: Invocation) throws {
        console = invocation.console
        settingsPath = invocation.common.config ?? Self.usualSettings(invocation.environment)
        settings = try Self.settings(settingsPath, isNamed: invocation.common.config != nil)
        chosenZone = invocation.common.zone ?? settings.zone
        path = invocation.common.db ?? Self.usualPath(invocation.environment)
        if let moment = invocation.common.asOf { now = { moment } } else { now = SystemEdge.now }
    }

    func options(prices: PriceBook) -> LedgerOptions {
        LedgerOptions(
            tenant: settings.tenant, metadataNames: settings.metadataNames, prices: prices, now: now)
    }

    /// The built-in prices, under the own prices that the settings name.
    func priceBook() throws -> PriceBook {
        guard !settings.prices.isEmpty || !settings.azureDeployments.isEmpty else { return .builtIn }
        let folder = (settingsPath as NSString).deletingLastPathComponent
        let files = try settings.prices.enumerated().flatMap { index, name in
            let files = FilePattern(name, in: folder.isEmpty ? "." : folder).files
            guard !files.isEmpty else {
                // Calls would be priced without what was negotiated for them.
                throw CommandLineError(
                    .badSettings, "no file fits `\(name)`",
                    place: Place(file: settingsPath, path: "prices[\(index)]"))
            }
            return files
        }
        return try PriceBook(
            own: try files.map { try OwnPrices(contentsOfFile: $0) },
            azureDeployments: settings.azureDeployments)
    }

    /// Opens a ledger that must be there, to read and write.
    func openedLedger() throws -> Ledger {
        // Opened to read first: a mistyped path is to be an error and not a new ledger.
        do {
            _ = try Ledger(reading: path, options: options(prices: .builtIn))
        } catch let fault as any UsageFault where fault.code.name == "schema_too_old" {
            // Writing brings it up to date.
        }
        return try ledger()
    }

    /// The folder of the nightly reports: that of the settings, else `reports` beside the ledger.
    var reportsFolder: String {
        Self.place(settings.reports ?? "reports", beside: settings.reports == nil ? path : settingsPath)
    }

    /// The folder of templates that the settings name.
    var templatesFolder: String? { settings.templates.map { Self.place($0, beside: settingsPath) } }

    private static func place(_ name: String, beside file: String) -> String {
        let folder = (file as NSString).deletingLastPathComponent
        return name.hasPrefix("/") ? name : (folder.isEmpty ? "." : folder) + "/" + name
    }

    /// What the settings are called.
    var settingsName: String { (settingsPath as NSString).lastPathComponent }

    /// Opens the ledger to write; makes it where it is not there.
    func ledger() throws -> Ledger { try Ledger(path: path, options: options(prices: priceBook())) }

    /// Opens a ledger that must be there, to read; what it holds is priced already.
    func existingLedger(prices: PriceBook = .builtIn) throws -> Ledger {
        let ledger = try Ledger(reading: path, options: options(prices: prices))
        if ledger.isFrozen {
            console.say(
                "warning: nothing can be written beside `\(path)`: it is read as a file that nobody changes")
        }
        return ledger
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

    private static func usualSettings(_ environment: [String: String]) -> String {
        baseFolder("XDG_CONFIG_HOME", ".config", environment) + "/usageledger/usageledger.json5"
    }

    /// The settings that were named, which must be there, or the usual ones, which need not be.
    private static func settings(_ path: String, isNamed: Bool) throws -> Settings {
        guard let data = FileManager.default.contents(atPath: path) else {
            guard isNamed else { return Settings() }
            throw CommandLineError(
                .inputFailed, "the settings `\(path)` cannot be read",
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
