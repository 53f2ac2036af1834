import Foundation
import JSON
import UsageCapture
public import UsageModel

/// A request to a provider as a gateway sees it: everything that a row of the ledger takes from it.
public struct TrackedRequest: Sendable {
    /// Who is asked.
    public var provider: Provider
    /// The path of the URL, such as `/v1/chat/completions`; the last part of it is the row's endpoint.
    public var path: String
    /// The body; the model and the parameters that decide a price are read from it.
    public var body: [UInt8]
    /// The headers of the client's request.
    public var headers: [(name: String, value: String)]
    /// The address at the other end of the client's connection, perhaps with a port.
    public var peer: String?
    /// The API as `provider.endpoint`, such as `openai.chat_completions`, where the body of the response does not tell.
    public var api: String?
    /// The model, where neither body nor path names it, as with a form that uploads a file.
    public var model: String?
    /// Whom the call belongs to.
    public var attribution = Attribution()
    /// The caller's own word for what is done, such as `summarise`.
    public var action: String?
    /// The call that this one belongs to.
    public var parentCall: String?
    /// The step in a loop of tool calls, from 1.
    public var step: Int?
    /// The attempt, from 1.
    public var attempt: Int?
    /// The caller's own key: the same key with the same call is recorded once.
    public var idempotencyKey: String?

    /// A request to a provider's API.
    public init(
        provider: Provider, path: String, body: [UInt8] = [],
        headers: [(name: String, value: String)] = [], peer: String? = nil
    ) {
        self.provider = provider
        self.path = path
        self.body = body
        self.headers = headers
        self.peer = peer
    }

    private static let bodyBytesMax = 32 << 20
    private static let wordBytesMax = 256

    /// What is known of the response before it arrives.
    var context: ResponseContext {
        var context = ResponseContext()
        context.provider = provider
        context.api = api
        context.urlPath = path
        let document = body.count <= Self.bodyBytesMax ? (try? JSONValue(parsing: body))?.object : nil
        context.requestModel = model ?? document?["model"]?.string
        context.isStreaming = document?["stream"]?.bool ?? path.contains("stream")
        for member in document?.members ?? [] {
            // Prices depend on words, numbers and switches, never on a prompt.
            switch member.value {
            case .string(let text) where text.utf8.count <= Self.wordBytesMax && member.name != "prompt":
                context.requestParameters.append(member.name, member.value)
            case .number, .bool: context.requestParameters.append(member.name, member.value)
            default: break
            }
        }
        return context
    }

    /// What is known of the response once its status and headers are there.
    func context(status: Int?, headers: [(name: String, value: String)]) -> ResponseContext {
        var context = context
        context.httpStatus = status.flatMap { (0...599).contains($0) ? $0 : nil }
        for header in headers {
            let name = header.name.lowercased()
            if name == "content-type" { context.contentType = header.value }
            context.headers.append(name, .string(header.value))
        }
        return context
    }

    /// An event of the response with what the request says of the call.
    ///
    /// Where the call is a step of a loop, all that is billed apart in it belongs to that step. A key of the caller's own is
    /// the key of the first event; the others, which are numbered as steps, add their number.
    func completed(_ event: UsageEvent) -> UsageEvent {
        var event = event
        let part = event.call.step ?? 1
        event.attribution = attribution
        event.idempotencyKey = idempotencyKey.map { part > 1 ? "\($0)/\(part)" : $0 }
        event.call.action = action
        event.call.parentCall = parentCall ?? event.call.parentCall
        event.call.step = step ?? event.call.step
        event.call.attempt = attempt
        if api == nil { event.call.endpoint = endpoint }
        return event
    }

    /// The value of a header, whatever the case of its name.
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }

    /// The last part of the path, such as `chat/completions`, without version and model.
    var endpoint: String {
        let parts = path.prefix { $0 != "?" }.split(separator: "/").drop { part in
            part.hasPrefix("v") && part.dropFirst().first?.isNumber == true
        }
        return String(parts.joined(separator: "/").prefix(120))
    }
}
