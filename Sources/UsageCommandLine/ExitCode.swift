import Arguments
import Foundation
package import UsageModel

/// What the command tells the program that started it; a contract.
package enum ExitCode: Int32, Hashable, Sendable, CaseIterable {
    case done = 0
    case failed = 1
    /// A quota or a budget is exceeded.
    case limitExceeded = 3
    /// The words were wrong; nothing was done.
    case usage = 64
    /// Some input was wrong; what was right was kept.
    case badInput = 65
    /// A file, the disk or the database failed.
    case inputOutput = 74

    /// The code of a class of fault.
    package init(_ category: FaultCode.Category) {
        self =
            switch category {
            case .usage: .usage
            case .input: .badInput
            case .io: .inputOutput
            case .limit: .limitExceeded
            case .failure: .failed
            }
    }

    /// The code of an error.
    package init(_ error: any Error) {
        self =
            switch error {
            case is ArgumentsError: .usage
            case let fault as any UsageFault: ExitCode(fault.code.category)
            case is CocoaError, is POSIXError: .inputOutput
            default: .failed
            }
    }
}
