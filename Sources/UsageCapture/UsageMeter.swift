import JSON
import UsageModel

/// Reads a response as it arrives, in pieces of any size, and can tell the running usage at any time.
///
/// A body is a stream of one document. What is kept does not grow with the stream: no text, no events, only the latest of what
/// the rule of the call asks for.
package struct UsageMeter: Sendable {
    /// What is known of the response beside its body.
    package let context: ResponseContext

    private let book: RuleBook
    /// Whether the response is an item of a batch, which holds no batch itself.
    private let isItem: Bool
    private var rule: Rule?
    private var framer = StreamFramer()
    private var record = JSONObject()
    private var error: Extraction.ErrorDetails?
    private var isDone = false
    private var isFinished = false
    private var isMalformed = false
    private var documents = 0
    private var opening: [UInt8] = []
    private var turns: [String: Turn] = [:]
    private var batch = BatchSum()

    /// The response whose numbers were added last, and the sum before it.
    private struct Turn: Sendable {
        var identity: JSONValue
        var before: JSONValue?
    }

    /// So much of a body that is no JSON is kept for the message of an error.
    private static let openingBytesMax = 400

    /// A meter at the start of a response.
    package init(_ context: ResponseContext) {
        self.init(context, book: .embedded)
    }

    /// A meter that reads by other rules than the embedded ones.
    package init(_ context: ResponseContext, book: RuleBook) {
        self.init(context, book: book, isItem: false)
    }

    init(_ context: ResponseContext, book: RuleBook, isItem: Bool) {
        self.context = context
        self.book = book
        self.isItem = isItem
        rule = book.rule(for: context)
    }

    /// Takes the next bytes of the body.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        let piece = (bytes as? [UInt8]) ?? Array(bytes)
        if opening.count < Self.openingBytesMax {
            opening += piece.prefix(Self.openingBytesMax - opening.count)
        }
        for frame in framer.feed(piece[...]) { read(frame) }
    }

    /// Ends the response: what the end cut off is read as far as it goes.
    package mutating func finish() {
        guard !isFinished else { return }
        isFinished = true
        let wasMalformed = isMalformed
        if let frame = framer.finish() { read(frame) }
        isMalformed = wasMalformed
    }

    /// What is known so far.
    package var extraction: Extraction {
        let reading = Reading(
            context: context, rule: rule ?? book.last, statusWords: book.statusWords, record: record,
            error: error ?? textError, isComplete: isComplete,
            isDamaged: framer.isDamaged || isMalformed || isUnreadable)
        var extraction = reading.extraction
        batch.add(to: &extraction)
        return extraction
    }

    /// Where a stream has no end of its own (a session), nobody can tell.
    private var isComplete: Bool? {
        guard !context.isHTTPError else { return nil }
        let rule = rule ?? book.last
        if framer.isEventStream { return isDone }
        return context.isStreaming && !rule.done.isEmpty ? isDone : nil
    }

    /// A body that is not what its content type says, such as one that is still compressed; sounds and images are no documents.
    private var isUnreadable: Bool {
        guard framer.isOpaque, !context.isHTTPError, let type = context.contentType?.lowercased() else {
            return false
        }
        return type.contains("json") || type.contains("event-stream")
    }

    /// A failure whose body is no JSON says why in its text.
    private var textError: Extraction.ErrorDetails? {
        guard context.isHTTPError else { return nil }
        let text = documents == 0 ? String(decoding: opening, as: UTF8.self).trimmed : ""
        return Extraction.ErrorDetails(
            type: headerErrorType, message: text.isEmpty ? nil : text)
    }

    /// AWS names the type of an error in a header, followed by an address.
    private var headerErrorType: String? {
        context.headers["x-amzn-errortype"]?.string?.split(separator: ":").first.map(String.init)
    }

    private mutating func read(_ frame: StreamFrame) {
        if frame.bytes.count <= 8, String(decoding: frame.bytes, as: UTF8.self).trimmed == "[DONE]" {
            isDone = true
            return
        }
        if let document = try? JSONValue(parsing: frame.bytes) {
            read(document, event: frame.event)
        } else {
            isMalformed = true
            if let document = JSONValue(closing: frame.bytes) { read(document, event: frame.event) }
        }
    }

    /// Takes a document that somebody else has cut out and read.
    mutating func read(_ document: JSONValue, event: String?) {
        documents += 1
        let document = opened(document) ?? document
        let rule = self.rule ?? book.rule(forDocument: document, of: context) ?? book.last
        if self.rule == nil, rule.name != book.last.name { self.rule = rule }
        if let places = rule.batch, !isItem {
            let items = BatchItem.items(in: document, at: places, of: context, book: book)
            for item in items { batch.add(item.extraction) }
            guard items.isEmpty else { return }
        }
        let places = rule.roots.compactMap { document[$0] }.filter { $0.object != nil } + [document]
        for keep in rule.keep {
            for place in places where fold(keep, in: place) { break }
        }
        if !isDone { isDone = rule.done.contains { !$0.values(in: document).isEmpty } }
        guard
            var found = Extraction.ErrorDetails(
                places: places, rule: rule, event: event, isFailure: context.isHTTPError)
        else { return }
        if found.type == nil { found.type = headerErrorType }
        error = found
    }

    /// The response that gateways have wrapped; nil where no member of the document, nor one of theirs, can be read.
    private func opened(_ document: JSONValue, depth: Int = 0) -> JSONValue? {
        let reader = rule ?? book.rule(forDocument: document, of: context) ?? book.last
        if reader.reads(document) { return document }
        guard depth < Self.envelopesMax else { return nil }
        for name in book.envelopes {
            guard let inner = document[name], inner.object != nil else { continue }
            if let response = opened(inner, depth: depth + 1) { return response }
        }
        return nil
    }

    /// A wrapper in a wrapper is as deep as gateways go.
    private static let envelopesMax = 2

    /// Folds what is found in one place into the record, and says whether anything was.
    private mutating func fold(_ keep: Rule.Keep, in place: JSONValue) -> Bool {
        let values = keep.from.values(in: place).filter { $0 != "" }
        guard let value = values.first else { return false }
        let before = record[keep.name]
        switch keep.fold {
        case .first: record[keep.name] = before ?? value
        case .last: record[keep.name] = value
        case .merge: record[keep.name] = before?.merged(with: value) ?? value
        case .replace:
            let needs = keep.needs ?? ""
            if value[needs] != nil || before == nil {
                record[keep.name] = value
            } else if before?[needs] == nil {
                record[keep.name] = before?.merged(with: value)
            }
        case .add:
            record[keep.name] = values.reduce(sumBefore(keep, in: place)) { $0?.added(to: $1) ?? $1 }
        case .count:
            record[keep.name] = .number(
                String((sumBefore(keep, in: place)?.integer ?? 0) + values.count))
        case .each:
            guard let expression = keep.value else { return false }
            var choices = before?.object ?? JSONObject()
            for (position, element) in values.enumerated() {
                guard let latest = expression.values(in: element).first, latest != "" else { continue }
                choices[element["index"]?.numberText ?? String(position)] = latest
            }
            record[keep.name] = choices.isEmpty ? before : .object(choices)
        }
        return true
    }

    /// The sum to which the numbers of a response are added: the same response again replaces what it added before.
    private mutating func sumBefore(_ keep: Rule.Keep, in place: JSONValue) -> JSONValue? {
        guard let identity = keep.identity?.values(in: place).first else { return record[keep.name] }
        if let turn = turns[keep.name], turn.identity == identity { return turn.before }
        turns[keep.name] = Turn(identity: identity, before: record[keep.name])
        return record[keep.name]
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
