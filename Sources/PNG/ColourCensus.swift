/// A picture as runs of equal pixels, and how often each colour occurs; gives up on pictures of too many colours.
struct ColourCensus {
    /// A picture with more colours than this is a photograph to us.
    static let coloursMax = 4096

    /// Neighbouring pixels of one colour, across row ends too.
    struct Run {
        /// Index in `colours`.
        let colour: UInt32
        let length: UInt32
    }

    private static let slotCount = 16_384
    private static let vacant = UInt32.max

    /// Distinct colours in order of first appearance.
    private(set) var colours: [UInt32] = []
    /// How many pixels have the colour at the same index.
    private(set) var counts: [Int] = []
    private(set) var runs: [Run] = []
    /// Slot of a hash table -> index in `colours`.
    private var slots = [UInt32](repeating: vacant, count: slotCount)

    /// Counts all pixels, or gives up at the bound.
    init?(_ pixels: Span<UInt32>) {
        var start = 0
        while start < pixels.count {
            let colour = pixels[start] & 0xFF_FFFF
            var end = start + 1
            while end < pixels.count, pixels[end] & 0xFF_FFFF == colour { end += 1 }
            guard add(colour, UInt32(end - start)) else { return nil }
            start = end
        }
    }

    private mutating func add(_ colour: UInt32, _ length: UInt32) -> Bool {
        // Fibonacci hashing: the top 14 bits of the product.
        var slot = Int((colour &* 2_654_435_769) >> 18)
        while true {
            let index = slots[slot]
            if index == Self.vacant { break }
            if colours[Int(index)] == colour {
                counts[Int(index)] += Int(length)
                runs.append(Run(colour: index, length: length))
                return true
            }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        guard colours.count < Self.coloursMax else { return false }
        let index = UInt32(colours.count)
        slots[slot] = index
        colours.append(colour)
        counts.append(Int(length))
        runs.append(Run(colour: index, length: length))
        return true
    }
}
