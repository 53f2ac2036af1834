/// Decides when one value is so large that the axis is cut above the rest.
enum OutlierCap {
    /// The index of a value more than 8 times the second largest and more than 12 times the median.
    ///
    /// Nothing is cut where only one value is positive, or where something else reaches near it anyway.
    static func index(in values: [Int128], besides others: Int128 = 0) -> Int? {
        let positive = values.indices.filter { values[$0] > 0 }.sorted { values[$0] > values[$1] }
        guard positive.count >= 3, let top = positive.first else { return nil }
        let sorted = values.sorted()
        let median = sorted[sorted.count / 2]
        let rest = max(values[positive[1]], others)
        // Divided rather than multiplied, so that no amount overflows.
        return values[top] / 8 > rest && values[top] / 12 > median ? top : nil
    }
}
