import Foundation
import JSON
import UsageModel
import UsagePricing

// Our side of `Benchmarks/Peers/beside`: a process that answers the commands of `worker.py`, one a line.
//
//     PricingBenchmark CASES CATALOGUE

let start = (wall: Clock.wallNanoseconds(), cpu: Clock.cpuNanoseconds())
let first = UsageEvent(
    occurredAt: Instant(seconds: 1_795_176_000), provider: Provider(named: "openai"), model: "gpt-4o",
    usage: try Usage([.inputTokens: 1_200, .outputTokens: 350]))
guard case .priced = PriceList.builtIn.cost(of: first) else { fatalError("gpt-4o has no price") }
print(Clock.wallNanoseconds() - start.wall, Clock.cpuNanoseconds() - start.cpu)
fflush(nil)

var cases: [Case] = []
while let line = readLine() {
    let words = line.split(separator: " ").map(String.init)
    switch words[0] {
    case "memory": print(Answers.peakMemory())
    case "sum": print(try Answers.sumOfAMillion())
    case "names": print(try Answers.firstNames(CommandLine.arguments[2]))
    case "golden": print(try Answers.golden(words[1]))
    default:
        // The cases touch every provider's file, so they are read only when the first one is asked for.
        if cases.isEmpty { cases = try Case.all(CommandLine.arguments[1]) }
        let one = cases[Int(words[1]) ?? 0]
        switch (words[0], words.count > 2 ? words[2] : "") {
        case ("time", "chosen"): print(Clock.nanoseconds { _ = one.chosen() })
        case ("time", _): print(Clock.nanoseconds { _ = one.named() })
        default: print(one.named().cost?.total.description ?? "none")
        }
    }
    fflush(nil)
}
