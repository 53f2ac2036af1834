import JSON
import UsageModel

/// Tells the format of a file from its beginning.
package enum FormatDetector {
    /// The format; nil where there is nothing but white space.
    package static func format(of head: [UInt8], file: String? = nil) throws(CaptureError) -> ImportFormat? {
        if head.starts(with: [0x1F, 0x8B]) {
            throw unknown(
                file, "the file is compressed with gzip",
                hint: "unpack it first: gunzip -c FILE | usageledger import -")
        }
        guard let first = firstByte(of: head) else { return nil }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            if let format = format(ofObjects: objects(in: head)) { return format }
            if first == UInt8(ascii: "{") { return .jsonl }
        } else if let format = format(ofColumns: columns(of: head)) {
            return format
        }
        throw unknown(
            file, "the file begins like none of the formats that can be imported",
            hint:
                "expected JSON objects, one a line, or a CSV header with names such as `occurred_at`, `provider`, `model`; "
                + "--format says which it is, --columns what the columns of any other CSV mean")
    }

    /// The first byte that is neither white space nor a byte order mark.
    static func firstByte(of head: [UInt8]) -> UInt8? {
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        return text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    }

    // MARK: JSON

    private typealias Sign = (format: ImportFormat, isKnown: @Sendable (JSONObject) -> Bool)

    /// What tells the formats apart, the most particular first.
    private static let signs: [Sign] = [
        (.aider, { $0["event"] != nil && $0["properties"] != nil }),
        (.openTelemetry, OpenTelemetryMapping.recognises), (.bedrock, BedrockLogMapping.recognises),
        (.codex, CodexMapping.recognises), (.claudeCode, ClaudeCodeMapping.recognises),
        (.litellm, LiteLLMMapping.recognises), (.langfuse, LangfuseMapping.recognises),
        (.openAICosts, OpenAICostsMapping.recognises), (.openAIUsage, OpenAIUsageMapping.recognises),
        (.anthropicUsage, AnthropicUsageMapping.recognises),
        (.anthropicCosts, AnthropicCostsMapping.recognises),
        (.openRouterActivity, OpenRouterActivityMapping.recognises),
        (.mooncakeTrace, MooncakeMapping.recognises), (.usageBlocks, UsageBlocksMapping.recognises),
        (.jsonl, { $0.names.contains { EventName($0) != nil || $0 == "usage" } }),
    ]

    /// The first object that looks like one of a format decides; what is no JSON is the reader's to report.
    private static func format(ofObjects objects: [JSONObject]) -> ImportFormat? {
        for object in objects {
            let records = [object] + (object["data"]?.array?.prefix(4).compactMap(\.object) ?? [])
            for record in records {
                if let sign = signs.first(where: { $0.isKnown(record) }) { return sign.format }
            }
        }
        return nil
    }

    /// The whole objects of a beginning; where there is none, its first object as far as it goes.
    private static func objects(in head: [UInt8]) -> [JSONObject] {
        var buffer = JSONObjectBuffer(objectBytesMax: head.count + 1)
        buffer.append(head)
        var objects: [JSONObject] = []
        while let item = buffer.next(atEnd: false) {
            guard case .whole(let range, _) = item else { continue }
            if let object = (try? JSONValue(parsing: buffer.bytes, in: range))?.object {
                objects.append(object)
            }
        }
        guard objects.isEmpty else { return objects }
        return [truncated(head)].compactMap(\.self)
    }

    /// An object that goes on behind the bytes that are looked at, up to the last bracket that can be closed.
    private static func truncated(_ head: [UInt8]) -> JSONObject? {
        guard let start = head.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        var end = head.count
        for _ in 0..<64 {
            guard let last = head[start..<end].lastIndex(where: { $0 == UInt8(ascii: "}") }) else {
                return nil
            }
            if let object = JSONValue(closing: Array(head[start...last]))?.object { return object }
            end = last
        }
        return nil
    }

    // MARK: CSV

    private static func columns(of head: [UInt8]) -> [String] {
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        let header = text.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first ?? []
        return String(decoding: header, as: UTF8.self).split(separator: ",").map {
            $0.filter { $0 != "\"" && $0 != "\r\n" && $0 != "\r" }.trimmedOfSpaces
        }
    }

    private static func format(ofColumns columns: [String]) -> ImportFormat? {
        if columns.count(where: AzureTraceMapping.columns.contains) >= 2 { return .azureTrace }
        let object = JSONObject(columns.map { .init(name: $0, value: true) })
        if AiderTableMapping.recognises(object) { return .aiderTable }
        if OpenRouterMapping.recognises(object) { return .openRouter }
        if LiteLLMMapping.recognises(object) { return .litellm }
        if LangfuseMapping.recognises(object) { return .langfuse }
        if OpenAICostsMapping.recognises(object) { return .openAICosts }
        if OpenAIUsageMapping.recognises(object) { return .openAIUsage }
        if AnthropicConsoleUsageMapping.recognises(object) { return .anthropicUsage }
        if AnthropicConsoleCostsMapping.recognises(object) { return .anthropicCosts }
        if OpenRouterActivityMapping.recognises(object) { return .openRouterActivity }
        return columns.contains { EventName($0) != nil } ? .csv : nil
    }

    private static func unknown(_ file: String?, _ message: String, hint: String) -> CaptureError {
        CaptureError(.unknownFormat, message, place: Place(file: file, line: 1, column: 1), hint: hint)
    }
}
