/// A picture as a palette of at most 256 colours and one index a pixel.
struct IndexedPixels {
    /// `0x00RRGGBB`, most used first.
    let palette: [UInt32]
    let indices: [UInt8]
    /// The largest difference of any sample from the drawing, in levels of 255.
    let error: Int

    private static let entriesMax = 256
    /// The most used colours are kept as they are: paper, inks and fills stay exact.
    private static let exactMax = 48

    /// Fails when no palette stays within `errorMax`.
    init?(_ pixels: Span<UInt32>, errorMax: Int) {
        guard let census = ColourCensus(pixels) else { return nil }
        let order = census.colours.indices.sorted { a, b in
            (census.counts[b], census.colours[a]) < (census.counts[a], census.colours[b])
        }
        let ranked = order.map { census.colours[$0] }
        let reduced = Self.reduce(ranked)
        guard reduced.error <= errorMax else { return nil }

        var entryOf = [UInt8](repeating: 0, count: ranked.count)
        for (rank, index) in order.enumerated() { entryOf[index] = UInt8(reduced.entries[rank]) }
        var indices: [UInt8] = []
        indices.reserveCapacity(pixels.count)
        for run in census.runs {
            let entry = entryOf[Int(run.colour)]
            indices.append(contentsOf: repeatElement(entry, count: Int(run.length)))
        }
        palette = reduced.palette
        self.indices = indices
        error = reduced.error
    }

    /// Chooses a palette for colours given most used first, and the entry of each.
    ///
    /// The first 48 are taken as they are; then, one by one, the colour farthest from all chosen ones (Gonzalez 1985),
    /// which keeps the largest error within twice the best possible.
    static func reduce(_ ranked: [UInt32]) -> (palette: [UInt32], entries: [Int], error: Int) {
        guard ranked.count > entriesMax else { return (ranked, Array(ranked.indices), 0) }
        var palette: [UInt32] = []
        var entries = [Int](repeating: 0, count: ranked.count)
        var distances = [Int](repeating: .max, count: ranked.count)
        while palette.count < entriesMax {
            let chosen = palette.count < exactMax ? palette.count : farthest(distances)
            for (rank, colour) in ranked.enumerated() {
                let distance = squaredDistance(colour, ranked[chosen])
                if distance < distances[rank] {
                    distances[rank] = distance
                    entries[rank] = palette.count
                }
            }
            palette.append(ranked[chosen])
        }
        var error = 0
        for (rank, colour) in ranked.enumerated() {
            error = max(error, largestDifference(colour, palette[entries[rank]]))
        }
        return (palette, entries, error)
    }

    /// The first index with the largest distance.
    private static func farthest(_ distances: [Int]) -> Int {
        var best = 0
        for index in distances.indices where distances[index] > distances[best] { best = index }
        return best
    }

    private static func differences(_ a: UInt32, _ b: UInt32) -> (red: Int, green: Int, blue: Int) {
        (
            Int(a >> 16 & 255) - Int(b >> 16 & 255), Int(a >> 8 & 255) - Int(b >> 8 & 255),
            Int(a & 255) - Int(b & 255)
        )
    }

    private static func squaredDistance(_ a: UInt32, _ b: UInt32) -> Int {
        let d = differences(a, b)
        return d.red * d.red + d.green * d.green + d.blue * d.blue
    }

    private static func largestDifference(_ a: UInt32, _ b: UInt32) -> Int {
        let d = differences(a, b)
        return max(abs(d.red), abs(d.green), abs(d.blue))
    }
}
