import JSON

/// Finds where a member of a JSON document stands, in text that is known to be JSON.
enum JSONLocator {
    /// The offset of the value at a path of member names; nil where there is none; of a repeated name the last one counts.
    static func offset(of path: [String], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var scan = JSONLocator.Scan(bytes: bytes, position: range.lowerBound, end: range.upperBound)
        scan.skipSpace()
        for name in path {
            guard let value = scan.member(name) else { return nil }
            scan.position = value
        }
        return scan.position
    }

    private struct Scan {
        let bytes: [UInt8]
        var position: Int
        let end: Int

        mutating func skipSpace() {
            while position < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
        }

        /// The offset of a member's value, where the position is on the opening brace of an object.
        mutating func member(_ name: String) -> Int? {
            guard position < end, bytes[position] == UInt8(ascii: "{") else { return nil }
            position += 1
            var found: Int?
            while position < end {
                skipSpace()
                guard position < end, bytes[position] == UInt8(ascii: "\"") else { return found }
                let first = position
                skipValue()
                let key = try? JSONValue(parsing: bytes, in: first..<position)
                skipSpace()
                position += 1  // the colon
                skipSpace()
                if key?.string == name { found = position }
                skipValue()
                skipSpace()
                guard position < end, bytes[position] == UInt8(ascii: ",") else { return found }
                position += 1
            }
            return found
        }

        /// Moves behind the value at the position, without recursion.
        mutating func skipValue() {
            var depth = 0
            while position < end {
                switch bytes[position] {
                case UInt8(ascii: "\""): skipString()
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    position += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return }
                    depth -= 1
                    position += 1
                case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
                    if depth == 0 { return }
                    position += 1
                    continue
                default:
                    skipWord()
                }
                if depth == 0 { return }
            }
        }

        private mutating func skipString() {
            position += 1
            while position < end, bytes[position] != UInt8(ascii: "\"") {
                position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
            }
            position = min(position + 1, end)
        }

        private mutating func skipWord() {
            let ends: [UInt8] = [
                UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D,
            ]
            while position < end, !ends.contains(bytes[position]) { position += 1 }
        }
    }
}
