/// Some rows of a statement, read at one go: integers in the first columns, texts in the others.
///
/// What a walk over millions of rows costs is mostly the calls for each value; a block needs one call for all of them.
package struct RowBlock: Sendable {
    /// How many columns are integers.
    package let integerCount: Int
    /// How many columns are texts, which come after the integers.
    package let textCount: Int
    /// How many rows the block holds.
    package var count = 0
    /// The integers, row by row; null reads as 0.
    package var integers: [Int64] = []
    /// A bit for each integer column that is null, row by row.
    package var nulls: [UInt64] = []
    /// The bytes of all texts, row by row, one after the other.
    package var bytes: [UInt8] = []
    /// Where each text ends in `bytes`; the complement of it where the text is null.
    package var ends: [Int] = []

    /// At most so many columns of a block can be integers.
    package static let integersMax = 64

    package init(integerCount: Int, textCount: Int) {
        precondition(
            integerCount <= Self.integersMax, "a block has at most \(Self.integersMax) integer columns")
        self.integerCount = integerCount
        self.textCount = textCount
    }

    /// Empties the block and keeps its memory.
    package mutating func removeAll() {
        count = 0
        integers.removeAll(keepingCapacity: true)
        nulls.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}

extension RowBlock {
    /// The integer of a row; null reads as 0.
    package func integer(_ row: Int, _ column: Int) -> Int64 { integers[row * integerCount + column] }

    /// Whether the integer of a row is null.
    package func isNull(_ row: Int, _ column: Int) -> Bool { nulls[row] & 1 << UInt64(column) != 0 }

    /// Where the bytes of a row's text are, counted from the first text column; nil for null.
    package func text(_ row: Int, _ column: Int) -> Range<Int>? {
        let index = row * textCount + column
        let end = ends[index]
        guard end >= 0 else { return nil }
        guard index > 0 else { return 0..<end }
        let start = ends[index - 1]
        return (start < 0 ? ~start : start)..<end
    }
}
