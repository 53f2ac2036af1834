/// Cuts a response into documents, whatever its framing is, from pieces of any size.
///
/// The first bytes decide, because content types lie: errors come as JSON under `text/event-stream`, recorded streams
/// as `application/json`.
struct StreamFramer: Sendable {
    private enum State {
        case undecided
        case json(JSONDocumentParser)
        case events(EventStreamParser)
        case binary(BinaryEventParser)
        case opaque
    }

    private var state = State.undecided

    /// Whether a document was too long, or a binary message was broken.
    var isDamaged: Bool {
        switch state {
        case .json(let parser): parser.isOverlong
        case .events(let parser): parser.isOverlong
        case .binary(let parser): parser.isBroken
        default: false
        }
    }

    /// Whether documents are named events.
    var isEventStream: Bool {
        switch state {
        case .events, .binary: true
        default: false
        }
    }

    /// Whether the first bytes are those of no format that holds documents.
    var isOpaque: Bool {
        if case .opaque = state { return true }
        return false
    }

    mutating func feed(_ bytes: ArraySlice<UInt8>) -> [StreamFrame] {
        if case .undecided = state { decide(bytes) }
        switch state {
        case .json(var parser):
            state = .opaque
            defer { state = .json(parser) }
            return parser.feed(bytes)
        case .events(var parser):
            state = .opaque
            defer { state = .events(parser) }
            return parser.feed(bytes)
        case .binary(var parser):
            state = .opaque
            defer { state = .binary(parser) }
            return parser.feed(bytes)
        case .undecided, .opaque: return []
        }
    }

    mutating func finish() -> StreamFrame? {
        switch state {
        case .json(var parser):
            let frame = parser.finish()
            state = .json(parser)
            return frame
        case .events(var parser):
            let frame = parser.finish()
            state = .events(parser)
            return frame
        case .undecided, .binary, .opaque: return nil
        }
    }

    /// White space and a byte order mark decide nothing; they are not needed by any parser either.
    private mutating func decide(_ bytes: ArraySlice<UInt8>) {
        let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
        guard let first = bytes.first(where: { !blank.contains($0) }) else { return }
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): state = .json(JSONDocumentParser())
        case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "r"), UInt8(ascii: ":"):
            state = .events(EventStreamParser())
        case 0: state = .binary(BinaryEventParser())
        default: state = .opaque
        }
    }
}
