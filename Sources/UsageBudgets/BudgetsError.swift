package import UsageModel

/// What is wrong with a budget.
package struct BudgetsError: UsageFault {
    /// What programs compare.
    package var code: FaultCode
    /// What went wrong, as one sentence.
    package var message: String
    /// Where in the input it went wrong.
    package var place: Place?
    /// What to do about it.
    package var hint: String?

    /// An error of this room.
    package init(_ code: FaultCode, _ message: String, place: Place? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }
}

extension FaultCode {
    /// A budget that cannot be meant.
    package static let badBudget = FaultCode("bad_budget", .input)
}
