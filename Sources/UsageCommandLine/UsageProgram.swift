package import Arguments
import Foundation

/// The command `usageledger`: every word it knows.
package let usageProgram = Program<CommonOptions, Action>(
    "usageledger", "Knows what every AI call cost", version: version, common: CommonOptions.parameters,
    sections: [],
)

/// The product's version.
package let version = "0.1.0"

/// Runs the process's own words and returns its exit code.
package func runUsageLedger() -> Int32 {
    let environment = ProcessInfo.processInfo.environment
    let words = Array(CommandLine.arguments.dropFirst())
    let console = Console.standard(environment: environment)
    return Shell(usageProgram).run(words, environment: environment, console: console).rawValue
}
