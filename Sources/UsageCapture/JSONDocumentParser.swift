/// Finds the JSON documents in a stream: one body, one a line, one after the other, or the elements of one list.
///
/// Takes pieces of any size; memory is bounded by the longest document. It looks at brackets and strings only: whether a document
/// is JSON, its reader says.
package struct JSONDocumentParser: Sendable {
    /// Whether a document was longer than the limit and left out.
    package private(set) var isOverlong = false

    private var document: [UInt8] = []
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isList = false
    private var isStarted = false
    private let bytesMax: Int

    /// A parser at the start of a stream.
    package init(bytesMax: Int = StreamFrame.bytesMax) {
        self.bytesMax = bytesMax
    }

    /// Takes a piece and gives the documents that it completes.
    package mutating func feed(_ bytes: ArraySlice<UInt8>) -> [StreamFrame] {
        var frames: [StreamFrame] = []
        var start = bytes.startIndex
        for index in bytes.indices {
            let byte = bytes[index]
            if isInString {
                readInString(byte)
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = depth > 0
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if !isStarted, byte == UInt8(ascii: "[") {
                    isList = true
                    isStarted = true
                    start = index + 1
                    continue
                }
                isStarted = true
                if depth == 0 { start = index }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { continue }
                depth -= 1
                guard depth == 0 else { continue }
                append(bytes[start...index])
                if let frame = endDocument() { frames.append(frame) }
                start = index + 1
            default: break
            }
        }
        if depth > 0 { append(bytes[start...]) }
        return frames
    }

    /// Gives the document that the end of the stream cuts off, if one had begun.
    package mutating func finish() -> StreamFrame? {
        depth > 0 ? endDocument() : nil
    }

    private mutating func readInString(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
        } else if byte == 0x0A {
            // A line end inside a string is no JSON: the line was cut off, and the next one starts anew.
            isInString = false
            depth = 0
            document.removeAll()
        }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard document.count + bytes.count <= bytesMax else {
            isOverlong = true
            document = []
            depth = 0
            isInString = false
            return
        }
        document.append(contentsOf: bytes)
    }

    private mutating func endDocument() -> StreamFrame? {
        defer {
            document.removeAll(keepingCapacity: true)
            depth = 0
            isInString = false
        }
        return document.isEmpty ? nil : StreamFrame(event: nil, bytes: document)
    }
}
