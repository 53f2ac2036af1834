import Foundation
import TestSupport
import Testing
import UsageModel
import UsagePricing

/// `names.tsv` holds names as calls carry them, with the model that each means; every one was judged by what the
/// public lists say of it.
@Suite struct NameTableTests {
    private struct Row {
        var provider: String
        var name: String
        var model: String
    }

    private static func rows() throws -> [Row] {
        let url = Repository.root.appendingPathComponent("Tests/UsagePricingTests/Fixtures/names.tsv")
        let text = try String(contentsOf: url, encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let cells = line.split(separator: "\t").map(String.init)
            return cells.count == 3 ? Row(provider: cells[0], name: cells[1], model: cells[2]) : nil
        }
    }

    @Test func `every name of the table means what it should`() throws {
        let rows = try Self.rows()
        #expect(rows.count >= 300)
        #expect(rows.count { $0.model == "unknown_model" } >= 160)
        var wrong: [String] = []
        for row in rows {
            let name = ModelName(provider: Provider(named: row.provider), model: row.name)
            let found: String
            var names: [String] = []
            switch PriceList.builtIn.resolve(name, at: Instant(seconds: 1_795_176_000)) {
            case .model(let entry, _, _): (found, names) = (entry.id, entry.names)
            case .unknown: found = "unknown_model"
            }
            if found != row.model, !names.contains(row.model) {
                wrong.append("\(row.provider) \(row.name): \(found), not \(row.model)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }
}
