/// How a call ended.
public struct Outcome: Hashable, Sendable {
    /// The end in one word.
    public var status: CallStatus = .success
    /// The HTTP status.
    public var httpStatus: Int?
    /// The provider's type or code of an error.
    public var errorType: String?
    /// Why the model stopped, in the provider's word.
    public var stopReason: String?
    /// Milliseconds from request to the end of the response.
    public var latencyMs: Int?
    /// Milliseconds from request to the first token.
    public var timeToFirstTokenMs: Int?

    /// A success of unknown length.
    public init() {}
}
