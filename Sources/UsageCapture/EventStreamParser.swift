/// Reads server-sent events (WHATWG HTML, section 9.2) from pieces of any size.
///
/// Memory is bounded by the longest event. Only LF, CR and CRLF end a line: U+2028 and U+0085 occur inside JSON strings.
package struct EventStreamParser: Sendable {
    /// Whether an event was longer than the limit and left out.
    package private(set) var isOverlong = false

    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var event = ""
    private var lastWasCarriageReturn = false
    private var isFirstLine = true
    private var skipsLine = false
    private var skipsEvent = false
    private let bytesMax: Int

    /// A parser at the start of a stream.
    package init(bytesMax: Int = StreamFrame.bytesMax) {
        self.bytesMax = bytesMax
    }

    /// Takes a piece and gives the events that it completes.
    package mutating func feed(_ bytes: ArraySlice<UInt8>) -> [StreamFrame] {
        var frames: [StreamFrame] = []
        var start = bytes.startIndex
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte == 0x0A || byte == 0x0D else {
                lastWasCarriageReturn = false
                continue
            }
            if byte == 0x0A, lastWasCarriageReturn {
                lastWasCarriageReturn = false
                start = index + 1
                continue
            }
            lastWasCarriageReturn = byte == 0x0D
            append(bytes[start..<index])
            start = index + 1
            if let frame = endLine() { frames.append(frame) }
        }
        append(bytes[start...])
        return frames
    }

    /// Gives the event that the end of the stream cuts off before its blank line, if it has data.
    package mutating func finish() -> StreamFrame? {
        if !line.isEmpty { _ = endLine() }
        return endEvent()
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard !skipsLine else { return }
        if line.count + bytes.count > bytesMax {
            isOverlong = true
            skipsLine = true
            skipsEvent = true
            line = []
            return
        }
        line.append(contentsOf: bytes)
    }

    private mutating func endLine() -> StreamFrame? {
        defer {
            line.removeAll(keepingCapacity: true)
            skipsLine = false
        }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        if line.isEmpty, !skipsLine { return endEvent() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == 0x20 { value = value.dropFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "data":
            if data.count + value.count > bytesMax {
                isOverlong = true
                skipsEvent = true
                data = []
            }
            if hasData { data.append(0x0A) }
            if !skipsEvent { data.append(contentsOf: value) }
            hasData = true
        case "event": event = String(decoding: value, as: UTF8.self)
        default: break
        }
        return nil
    }

    private mutating func endEvent() -> StreamFrame? {
        defer {
            data.removeAll(keepingCapacity: true)
            hasData = false
            event = ""
            skipsEvent = false
        }
        guard hasData, !skipsEvent else { return nil }
        return StreamFrame(event: event.isEmpty ? nil : event, bytes: data)
    }
}
