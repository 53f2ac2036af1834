/// A model's name as clients write it, split where the name of a host stands before its first slash.
///
/// `openrouter/anthropic/claude-3.7-sonnet` is the model `anthropic/claude-3.7-sonnet` at the host OpenRouter;
/// `gemini/gemini-2.5-pro` is `gemini-2.5-pro` at Google. A first part that names no host we know belongs to the model.
public struct ModelName: Hashable, Sendable, CustomStringConvertible {
    /// The host that the name begins with; nil where it names none.
    public let host: Provider?
    /// The rest: the model's name as that host knows it.
    public let model: String

    /// A model of a host, or of nobody in particular.
    public init(host: Provider?, model: String) {
        self.host = host
        self.model = model
    }

    /// Splits a name at its first slash where the part before it is a host we know.
    public init(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !parts[1].isEmpty {
            let host = Provider(named: String(parts[0]))
            if host.isKnown {
                self.init(host: host, model: String(parts[1]))
                return
            }
        }
        self.init(host: nil, model: text)
    }

    /// Host and model with a slash between, under our own name of the host.
    public var description: String { host.map { "\($0.rawValue)/\(model)" } ?? model }
}
