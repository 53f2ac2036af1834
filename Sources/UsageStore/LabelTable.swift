/// Gives each distinct text a small number, so that grouping compares numbers and makes no strings.
struct LabelTable {
    /// The number of "not known".
    static let unknown = 0

    /// All texts, one after the other, and where each ends; the first is that of "not known".
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var fingerprints: [UInt64] = [0]
    /// Numbers by fingerprint, 0 where a slot is free; its count is a power of two, at most half full.
    private var slots = [Int32](repeating: 0, count: 64)

    /// How many numbers there are, that of "not known" included.
    var count: Int { ends.count }

    /// Forgets all texts and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeLast(ends.count - 1)
        fingerprints.removeLast(fingerprints.count - 1)
        for slot in slots.indices { slots[slot] = 0 }
    }

    /// The number of a text.
    mutating func number(of text: Span<UInt8>) -> Int {
        let fingerprint = Fingerprint.of(text)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: fingerprint) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot])
            if fingerprints[number] == fingerprint, matches(number, text) { return number }
            slot = (slot + 1) & mask
        }
        for index in text.indices { bytes.append(text[index]) }
        ends.append(bytes.count)
        fingerprints.append(fingerprint)
        slots[slot] = Int32(ends.count - 1)
        if ends.count * 2 > slots.count { grow() }
        return ends.count - 1
    }

    /// The text of a number; nil for "not known".
    func text(_ number: Int) -> String? {
        number == Self.unknown ? nil : String(decoding: label(number), as: UTF8.self)
    }

    /// The bytes of a number's text.
    func label(_ number: Int) -> ArraySlice<UInt8> {
        number == Self.unknown ? [] : bytes[ends[number - 1]..<ends[number]]
    }

    /// The numbers in an order that depends on the texts alone, "not known" first.
    func order() -> [Int] {
        let sorted = (1..<max(1, count)).sorted { a, b in
            let (one, two) = (fingerprints[a], fingerprints[b])
            return one != two ? one < two : label(a).lexicographicallyPrecedes(label(b))
        }
        return [Self.unknown] + sorted
    }

    private func matches(_ number: Int, _ text: Span<UInt8>) -> Bool {
        let start = ends[number - 1]
        guard ends[number] - start == text.count else { return false }
        for index in text.indices where bytes[start + index] != text[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for number in 1..<count {
            var slot = Int(truncatingIfNeeded: fingerprints[number]) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number)
        }
    }
}
