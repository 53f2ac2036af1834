/// Cuts bytes that arrive in pieces into lines, in memory bounded by the longest line.
///
/// A line ends with LF or CRLF; the last one may have no end. A byte order mark before the first line is dropped.
struct LineBuffer {
    /// One line of the text.
    enum Line: Hashable {
        /// Where it stands in `bytes`, without its end, and its number from 1.
        case whole(Range<Int>, number: Int)
        /// A line above the limit, whose bytes were let go.
        case tooLong(number: Int)
    }

    /// The bytes that the ranges of lines refer to, until the next `append`.
    private(set) var bytes: [UInt8] = []
    private let lineBytesMax: Int
    private var start = 0
    private var scanned = 0
    private var number = 0
    private var isSkipping = false

    init(lineBytesMax: Int) {
        self.lineBytesMax = lineBytesMax
    }

    mutating func append(_ more: some Collection<UInt8>) {
        bytes.removeFirst(start)
        scanned -= start
        start = 0
        bytes.append(contentsOf: more)
    }

    /// The next line, or nil where more bytes are needed; at the end of the text the rest counts as a line.
    mutating func next(atEnd: Bool) -> Line? {
        while true {
            guard let end = bytes[scanned...].firstIndex(of: UInt8(ascii: "\n")) else {
                return rest(atEnd: atEnd)
            }
            let first = start
            start = end + 1
            scanned = start
            number += 1
            if isSkipping {
                isSkipping = false
                continue
            }
            return line(first..<end)
        }
    }

    private mutating func rest(atEnd: Bool) -> Line? {
        scanned = bytes.count
        guard start < bytes.count else { return nil }
        if isSkipping {
            start = bytes.count
            return nil
        }
        if bytes.count - start > lineBytesMax {
            isSkipping = !atEnd
            start = bytes.count
            return .tooLong(number: number + 1)
        }
        guard atEnd else { return nil }
        let first = start
        start = bytes.count
        number += 1
        return line(first..<bytes.count)
    }

    private func line(_ range: Range<Int>) -> Line {
        if range.count > lineBytesMax { return .tooLong(number: number) }
        var (first, end) = (range.lowerBound, range.upperBound)
        if end > first, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        if number == 1, bytes[first..<end].starts(with: [0xEF, 0xBB, 0xBF]) { first += 3 }
        return .whole(first..<end, number: number)
    }
}
