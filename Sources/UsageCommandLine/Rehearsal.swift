import Foundation
import UsageLedger

/// The ledger of a dry run: the one that is there, to read, or an empty one that goes when the run ends.
struct Rehearsal {
    let ledger: Ledger
    private let folder: URL?

    init(_ context: LedgerContext) throws {
        if FileManager.default.fileExists(atPath: context.path) {
            ledger = try context.existingLedger(prices: context.priceBook())
            folder = nil
            return
        }
        let place = FileManager.default.temporaryDirectory
            .appendingPathComponent("usageledger-\(SystemEdge.randomBits())")
        folder = place
        ledger = try Ledger(
            path: place.appendingPathComponent("ledger.sqlite").path,
            options: context.options(prices: context.priceBook()))
    }

    func end() {
        if let folder { try? FileManager.default.removeItem(at: folder) }
    }
}
