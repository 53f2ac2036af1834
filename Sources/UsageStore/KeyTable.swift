/// Gives each distinct list of small numbers, all of one length, a number of its own.
struct KeyTable {
    /// How many numbers a key has.
    let width: Int
    /// How many keys there are.
    private(set) var count = 0
    /// All keys, one after the other.
    private(set) var keys: [Int32] = []
    /// Numbers of keys plus one, 0 where a slot is free; its count is a power of two, at most half full.
    private var slots = [Int32](repeating: 0, count: 64)

    init(width: Int) { self.width = width }

    /// Forgets all keys and keeps the memory.
    mutating func removeAll() {
        count = 0
        keys.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
    }

    /// The number of a key.
    mutating func number(of key: [Int32]) -> Int {
        let mask = slots.count - 1
        var slot = hash(key, from: 0) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if matches(number, key) { return number }
            slot = (slot + 1) & mask
        }
        keys.append(contentsOf: key)
        count += 1
        slots[slot] = Int32(count)
        if count * 2 > slots.count { grow() }
        return count - 1
    }

    /// One part of a key.
    func part(_ index: Int, of number: Int) -> Int { Int(keys[number * width + index]) }

    private func matches(_ number: Int, _ key: [Int32]) -> Bool {
        let start = number * width
        for index in 0..<width where keys[start + index] != key[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for number in 0..<count {
            var slot = hash(keys, from: number * width) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number + 1)
        }
    }

    private func hash(_ key: [Int32], from start: Int) -> Int {
        var fingerprint = Fingerprint()
        for index in start..<(start + width) {
            fingerprint.add(UInt64(truncatingIfNeeded: key[index]))
        }
        return Int(truncatingIfNeeded: fingerprint.value)
    }
}
