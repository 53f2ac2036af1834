/// Gives each distinct text a small number, so that grouping compares numbers and makes no strings.
struct LabelTable {
    /// The number of "not known".
    static let unknown = 0

    private var labels: [[UInt8]] = [[]]
    /// Numbers by hash, 0 where a slot is free; its count is a power of two, at most half full.
    private var slots = [Int](repeating: 0, count: 64)

    /// The number of a text.
    mutating func number(of bytes: Span<UInt8>) -> Int {
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] != 0 {
            if matches(labels[slots[slot]], bytes) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        var label: [UInt8] = []
        label.reserveCapacity(bytes.count)
        for index in bytes.indices { label.append(bytes[index]) }
        labels.append(label)
        slots[slot] = labels.count - 1
        if labels.count * 2 > slots.count { grow() }
        return labels.count - 1
    }

    /// The text of a number; nil for "not known".
    func text(_ number: Int) -> String? {
        number == Self.unknown ? nil : String(decoding: labels[number], as: UTF8.self)
    }

    private func matches(_ label: [UInt8], _ bytes: Span<UInt8>) -> Bool {
        guard label.count == bytes.count else { return false }
        for index in label.indices where label[index] != bytes[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int](repeating: 0, count: slots.count * 2)
        for number in labels.indices.dropFirst() {
            let label = labels[number]
            var slot = Self.hash(label.span) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = number
        }
    }

    /// FNV-1a: labels are short, and those who choose them gain nothing by collisions but a slow report of their own.
    private static func hash(_ bytes: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
