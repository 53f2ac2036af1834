import Foundation
import UsageModel

extension SpillFolder {
    /// What trackers left beside a ledger: calls that wait, that were refused, and the count of those that were dropped.
    static func diagnoses(ofLedgerAt path: String) -> [Diagnosis] {
        let folder = Self.path(ofLedgerAt: path)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        func lines(_ name: String) -> [Substring] {
            ((try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)) ?? "").split(separator: "\n")
        }
        func calls(_ count: Int) -> String { count == 1 ? "1 call" : "\(count) calls" }
        var found: [Diagnosis] = []
        let waiting = names.filter { $0.hasSuffix(suffix) }.reduce(0) { $0 + lines($1).count }
        if waiting > 0 {
            found.append(
                Diagnosis(
                    .notice, "tracking", "\(calls(waiting)) in `\(folder)` could not be recorded yet",
                    advice: "a running tracker records them; else `usageledger import` its `*\(suffix)` files"
                ))
        }
        let refused = lines(refusedName).count
        if refused > 0 {
            found.append(
                Diagnosis(
                    .problem, "tracking", "the ledger refused \(calls(refused)) for what they say",
                    advice: "`usageledger import \(folder)/\(refusedName)` names what is wrong with each"))
        }
        let dropped = lines(droppedName).reduce(0) { sum, line in
            let digits = line.drop { $0 != ":" }.dropFirst().prefix { $0.isNumber }
            return sum + (Int(digits) ?? 0)
        }
        if dropped > 0 {
            found.append(
                Diagnosis(
                    .problem, "tracking",
                    "trackers dropped \(calls(dropped)): neither queue nor disk had room",
                    advice:
                        "`\(folder)/\(droppedName)` says when; raise `queueMax`, `spillBytesMax` or find room"
                ))
        }
        return found
    }
}
