/// How often each colour occurs in a picture; a small hash table with a bound on distinct colours.
struct ColourCensus {
    /// A picture with more colours than this is a photograph to us.
    static let coloursMax = 4096

    private static let slotCount = 16_384
    private static let vacant = UInt32.max

    /// Distinct colours in order of first appearance.
    private(set) var colours: [UInt32] = []
    /// How many pixels have the colour at the same index.
    private(set) var counts: [Int] = []
    /// Slot of the hash table -> index in `colours`.
    private var slots = [UInt32](repeating: vacant, count: slotCount)

    /// Counts all pixels, or gives up at the bound.
    init?(_ pixels: [UInt32]) {
        var run = 0
        var current = pixels.first.map { $0 & 0xFF_FFFF } ?? 0
        for pixel in pixels {
            let colour = pixel & 0xFF_FFFF
            if colour == current {
                run += 1
                continue
            }
            guard add(current, run) else { return nil }
            current = colour
            run = 1
        }
        guard run == 0 || add(current, run) else { return nil }
    }

    /// The index of a counted colour.
    func index(of colour: UInt32) -> Int {
        Int(slots[slot(of: colour)])
    }

    private func slot(of colour: UInt32) -> Int {
        var slot = Int((colour &* 2_654_435_769) >> 18)
        while slots[slot] != Self.vacant, colours[Int(slots[slot])] != colour {
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        return slot
    }

    private mutating func add(_ colour: UInt32, _ count: Int) -> Bool {
        let slot = slot(of: colour)
        if slots[slot] != Self.vacant {
            counts[Int(slots[slot])] += count
            return true
        }
        guard colours.count < Self.coloursMax else { return false }
        slots[slot] = UInt32(colours.count)
        colours.append(colour)
        counts.append(count)
        return true
    }
}
