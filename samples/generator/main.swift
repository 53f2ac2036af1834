// Prints invented calls as UsageLedger JSON Lines:
//
//     swift run SampleGenerator --seed 1 --from 2026-08-01 --days 92 --calls 150 > invented.jsonl
//
// The company, its people and its figures do not exist; every call is tagged `origin: invented`. The same options give the
// same bytes.

import Foundation
import UsageCapture
import UsageModel

/// What the words of the command say; nil where they cannot be read.
func options(_ words: [String]) -> (seed: UInt64, first: CivilDate, days: Int, calls: Int)? {
    var values = ["--seed": "1", "--from": "2026-08-01", "--days": "92", "--calls": "150"]
    var words = words[...]
    while let name = words.popFirst() {
        guard values[name] != nil, let value = words.popFirst() else { return nil }
        values[name] = value
    }
    guard let seed = values["--seed"].flatMap({ UInt64($0) }),
        let first = values["--from"].flatMap({ CivilDate($0) }),
        let days = values["--days"].flatMap({ Int($0) }), let calls = values["--calls"].flatMap({ Int($0) }),
        (1...3660).contains(days), (1...1_000_000).contains(calls)
    else { return nil }
    return (seed, first, days, calls)
}

guard let options = options(Array(CommandLine.arguments.dropFirst())) else {
    let usage = "usage: SampleGenerator [--seed N] [--from YYYY-MM-DD] [--days 1…3660] [--calls A_DAY]\n"
    FileHandle.standardError.write(Data(usage.utf8))
    exit(64)
}

var maker = CallMaker(seed: options.seed, first: options.first, callsPerDay: options.calls)
for day in 0..<options.days {
    let lines = try maker.calls(onDay: day).map { EventLineWriter.line($0) + "\n" }
    try FileHandle.standardOutput.write(contentsOf: Data(lines.joined().utf8))
}
