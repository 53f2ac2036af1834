import JSON
import UsageCapture
import UsageModel
import UsagePricing

/// A response's body or event stream, below a line that says whose it is: `openai.responses stream 200 /v1/responses`.
enum ResponseTarget {
    @Sendable static func check(_ bytes: [UInt8]) throws {
        let (words, body) = bytes.splitHeader()
        let context = context(words)
        let whole = extraction(context, [body[...]])
        let pieces = extraction(context, body.cutIntoPieces())
        try require(
            pieces == whole,
            "in pieces \(JSONValue.object(pieces.json).compactText), "
                + "as a whole \(JSONValue.object(whole.json).compactText)")
        try checkCounts(whole)
        try checkContract(whole, context)
        let line = ExtractionLine.answer(bytes)
        try require(line.isGood == (line.json["error"] == nil), "an answer that is an error and is none")
    }

    private static func context(_ words: [String]) -> ResponseContext {
        var context = ResponseContext()
        if let api = words.first {
            context.api = api
            context.provider = api.split(separator: ".").first.map { Provider(named: String($0)) }
        }
        context.isStreaming = words.count > 1 && words[1] == "stream"
        context.httpStatus = words.count > 2 ? Int(words[2]).map { abs($0 % 1000) } : nil
        context.urlPath = words.count > 3 ? words[3] : nil
        context.contentType = words.count > 4 ? words[4] : nil
        return context
    }

    private static func extraction(_ context: ResponseContext, _ pieces: [ArraySlice<UInt8>]) -> Extraction {
        var meter = UsageMeter(context)
        for (index, piece) in pieces.enumerated() {
            meter.feed(piece)
            // Asking for the running usage changes nothing.
            if index % 61 == 60 { _ = meter.extraction }
        }
        meter.finish()
        meter.finish()
        return meter.extraction
    }

    private static func checkCounts(_ extraction: Extraction) throws {
        let usages = [extraction.usage] + extraction.iterations.map(\.usage)
        for count in usages.flatMap(\.counts) {
            try require(!count.value.isNegative, "\(count.counter.rawValue) is \(count.value)")
            try require(
                count.value.isWhole || count.counter.isFractional,
                "\(count.counter.rawValue) is \(count.value)")
        }
        if let cost = extraction.statedCost {
            try require(!cost.isNegative, "a stated cost of \(cost)")
        }
    }

    /// What is extracted can be written, read and priced.
    private static func checkContract(_ extraction: Extraction, _ context: ResponseContext) throws {
        let text = JSONValue.object(extraction.json).compactText
        let json = try requireNoError("an extraction that is no JSON") {
            try JSONValue(parsing: Array(text.utf8))
        }
        let usage = try requireNoError("an extraction that is no usage for `price`: \(text)") {
            try Usage(json: json.object ?? JSONObject())
        }
        try require(
            usage.counts == extraction.usage.counts, "the usage reads back as \(usage.json) from \(text)")
        guard let provider = context.provider, let model = extraction.model else { return }
        let call = PricedCall(
            provider: provider, model: model, usage: usage,
            tier: ServiceTier(rawValue: extraction.serviceTier ?? ""),
            instant: Instant(seconds: 1_795_176_000))
        try CostCheck.check(PriceList.builtIn.cost(of: call), of: call)
    }
}
