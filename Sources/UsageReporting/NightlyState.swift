import Foundation
import JSON
import UsageDelivery
import UsageModel

/// What is remembered from one nightly run to the next, in a folder beside the ledger.
struct NightlyState {
    /// The folder, in which the letters are too.
    let folder: String

    private static let file = "nightly.state"
    private static let schema = "usageledger.nightly/1"

    /// The folder of a ledger.
    init(ledger path: String) { folder = path + ".deliveries" }

    /// The lock that one run at a time has.
    func lock() throws -> RunLock {
        guard let lock = try RunLock.taken(folder + "/nightly.lock") else {
            throw ReportingError(
                .nightlyRunning, "another run is under way",
                hint: "wait for its end; the lock `\(folder)/nightly.lock` goes with it")
        }
        return lock
    }

    /// The last day whose editions are made; nil before the first run.
    func lastDay() throws -> CivilDate? {
        let path = folder + "/" + Self.file
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let content = FileManager.default.contents(atPath: path),
            let json = try? JSONValue(parsing: Array(content)), json["schema"]?.string == Self.schema,
            let day = json["last_day"]?.string.flatMap({ CivilDate($0) })
        else {
            throw ReportingError(
                .fileFailed, "what the last nightly run left cannot be read", place: Place(file: path),
                hint: "remove it; the next run then begins with yesterday")
        }
        return day
    }

    /// Remembers a day, unless a later one is remembered.
    func remember(_ day: CivilDate) throws {
        if let last = try lastDay(), last >= day { return }
        let json = JSONValue.object(
            JSONObject([
                .init(name: "schema", value: .string(Self.schema)),
                .init(name: "last_day", value: .string(day.description)),
            ]))
        let file = FileSet.File(name: Self.file, bytes: Array(json.prettyText.utf8))
        _ = try FileSet([file]).write(into: folder)
    }
}
