/// Moves labels apart that want to stand too close, each as little as possible.
public enum LabelSpread {
    /// Places for labels in their given order, at least `gap` apart and within the range where they fit.
    ///
    /// `wanted` must not fall; blocks that would meet are merged and centred on their mean. Labels that
    /// do not fit into the range at all are squeezed to an even distance.
    public static func positions(
        wanted: [Double], gap: Double, within range: ClosedRange<Double>,
    ) -> [Double] {
        guard wanted.count > 1 else {
            return wanted.map { min(max($0, range.lowerBound), range.upperBound) }
        }
        let room = range.upperBound - range.lowerBound
        let gap = min(gap, room / Double(wanted.count - 1))
        // Without the gaps, "apart" becomes "not falling": the pool-adjacent-violators problem.
        var blocks: [(sum: Double, count: Int)] = []
        for (index, place) in wanted.enumerated() {
            blocks.append((place - Double(index) * gap, 1))
            while blocks.count > 1 {
                let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
                guard last.sum / Double(last.count) < before.sum / Double(before.count) else { break }
                blocks.removeLast(2)
                blocks.append((last.sum + before.sum, last.count + before.count))
            }
        }
        let upper = range.upperBound - Double(wanted.count - 1) * gap
        let levels = blocks.flatMap { block in
            Array(repeating: block.sum / Double(block.count), count: block.count)
        }
        return levels.enumerated().map { index, level in
            min(max(level, range.lowerBound), max(upper, range.lowerBound)) + Double(index) * gap
        }
    }
}
