package import UsageModel

/// A price file or a request that cannot be used.
package struct PricingError: UsageFault {
    package var code: FaultCode
    package var message: String
    package var place: Place?
    package var hint: String?

    /// An error of the pricing room.
    package init(_ code: FaultCode, _ message: String, place: Place? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }

    init(_ error: ModelError) {
        self.init(error.code, error.message, place: error.place, hint: error.hint)
    }
}

extension FaultCode {
    /// A price file that does not follow the format.
    package static let badCatalogue = FaultCode("bad_catalogue", .input)
    /// A line of `price --jsonl` that is no request.
    package static let badRequest = FaultCode("bad_request", .input)
}
