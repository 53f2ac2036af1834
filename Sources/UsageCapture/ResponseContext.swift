package import JSON
package import UsageModel

/// What is known of a response before its body is read: who answered which call, and how.
package struct ResponseContext: Hashable, Sendable {
    /// Who answered.
    package var provider: Provider?
    /// The API as `provider.endpoint`, such as `openai.chat_completions`.
    package var api: String?
    /// Whether a stream was asked for.
    package var isStreaming = false
    /// The content type of the response; the body's own first bytes count for more.
    package var contentType: String?
    /// The HTTP status.
    package var httpStatus: Int?
    /// The path of the URL.
    package var urlPath: String?
    /// The model asked for.
    package var requestModel: String?
    /// Parameters of the request that decide a price, such as `size`, `n`, `duration`.
    package var requestParameters = JSONObject()
    /// Headers of the response, their names in lower case.
    package var headers = JSONObject()

    /// A response of which nothing is known.
    package init() {}

    /// A response of a provider's API.
    package init(provider: Provider, api: String, isStreaming: Bool = false, httpStatus: Int? = nil) {
        self.provider = provider
        self.api = api
        self.isStreaming = isStreaming
        self.httpStatus = httpStatus
    }

    /// Whether the HTTP status says that the call failed.
    var isHTTPError: Bool { httpStatus.map { $0 >= 400 } ?? false }

    /// The model that the URL names, as in `/v1beta/models/gemini-2.5-flash:generateContent` or `/model/amazon.nova-pro-v1%3A0/converse`.
    var pathModel: String? {
        guard let path = urlPath?.split(separator: "?").first,
            let marker = path.firstRange(of: "/models/") ?? path.firstRange(of: "/model/")
        else { return nil }
        let name = path[marker.upperBound...].prefix { $0 != "/" }
        let model = path[marker].hasSuffix("s/") ? name.prefix { $0 != ":" } : name
        guard !model.isEmpty else { return nil }
        return String(model).replacing("%3A", with: ":").replacing("%3a", with: ":")
    }
}
