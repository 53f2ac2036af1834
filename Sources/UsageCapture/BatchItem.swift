import JSON
package import UsageModel

/// One response of a batch: a line of a result file, or an element of a list of results.
package struct BatchItem: Hashable, Sendable {
    /// The caller's own id of the request.
    package var id: String?
    /// What is known of the response beside its body: a batch item is served at the tier `batch`.
    package var context: ResponseContext
    /// What the response says about its call.
    package var extraction: Extraction

    /// The events of the call; the caller's own id of the request is kept as `custom_id` in their metadata.
    package func events(occurredAt: Instant) -> [UsageEvent] {
        extraction.events(of: context, occurredAt: occurredAt).map { event in
            var event = event
            if let id { event.metadata["custom_id"] = .string(id) }
            return event
        }
    }

    /// The items that a document of a batch holds; none where it is no batch.
    static func items(
        in document: JSONValue, at places: Rule.BatchPlaces, of batch: ResponseContext, book: RuleBook
    ) -> [BatchItem] {
        places.items.values(in: document).compactMap { item in
            BatchItem(item, at: places, of: batch, book: book)
        }
    }

    private init?(
        _ item: JSONValue, at places: Rule.BatchPlaces, of batch: ResponseContext, book: RuleBook
    ) {
        guard item.object != nil else { return nil }
        id = places.id.values(in: item).first?.word
        context = ResponseContext()
        context.provider = batch.provider
        context.requestModel = batch.requestModel
        context.requestParameters["service_tier"] = .string(ServiceTier.batch.rawValue)
        context.httpStatus = places.httpStatus.values(in: item).first?.integer
        var meter = UsageMeter(context, book: book, isItem: true)
        let error = places.error.values(in: item).first { $0.object?.isEmpty == false || $0.string != nil }
        if let body = places.body.values(in: item).first(where: { $0.object != nil }) {
            meter.read(body, event: nil)
        } else if let error {
            meter.read(["error": error], event: nil)
        }
        extraction = meter.extraction
        if extraction.status == nil, let state = places.state.values(in: item).first?.word?.lowercased() {
            extraction.status = book.statusWords[state] ?? state
        }
        extraction.serviceTier = ServiceTier.batch.rawValue
        if extraction.model == nil { extraction.model = batch.pathModel }
    }
}

/// Reads the results of a batch as they arrive, in pieces of any size, and hands out each response by itself.
package struct BatchReader: Sendable {
    private let context: ResponseContext
    private let book: RuleBook
    private let rule: Rule?
    private var framer = StreamFramer()
    /// Lines or documents that could not be read.
    package private(set) var unreadableCount = 0

    /// A reader at the start of the results of a provider.
    package init(_ context: ResponseContext, book: RuleBook = .embedded) {
        self.context = context
        self.book = book
        let asked = book.rule(for: context)
        rule = asked?.batch == nil ? book.batch : asked
    }

    /// Takes a piece and gives the items that it completes.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [BatchItem] {
        let piece = (bytes as? [UInt8]) ?? Array(bytes)
        return framer.feed(piece[...]).flatMap { items(in: $0) }
    }

    /// Gives what the end cut off, as far as it can be read.
    package mutating func finish() -> [BatchItem] {
        framer.finish().map { items(in: $0) } ?? []
    }

    private mutating func items(in frame: StreamFrame) -> [BatchItem] {
        guard let document = try? JSONValue(parsing: frame.bytes) else {
            unreadableCount += 1
            return []
        }
        guard let places = rule?.batch else { return [] }
        return BatchItem.items(in: document, at: places, of: context, book: book)
    }
}
