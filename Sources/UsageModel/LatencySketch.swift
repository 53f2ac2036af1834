/// The distribution of latencies in few bytes, from which any quantile follows within 0.8 percent.
///
/// Whole milliseconds from zero are counted in buckets as HdrHistogram has them (Gil Tene, <https://hdrhistogram.org>):
/// below 128 each value has its own, above there are 64 to an octave. A bucket stands for the value in its middle, which lies at
/// most 1/128 from any value in it. Sketches add up and subtract exactly, in any order: the sketch of a month is the
/// sum of those of its hours, and a reversed call leaves nothing behind.
public struct LatencySketch: Sendable {
    /// How often each bucket from `first` on was met; the ends are not zero.
    private var counts: [Int] = []
    private var first = 0
    /// How many latencies are counted.
    public private(set) var count = 0

    /// Buckets an octave.
    private static let octave = 64
    /// No bucket of a sketch in bytes was met so often, so that sums of sketches stay in bounds.
    private static let timesMax: UInt = 1 << 40
    /// The bucket of the largest latency.
    static let bucketMax = bucket(of: .max)

    /// Nothing counted.
    public init() {}

    /// Whether nothing is counted.
    public var isEmpty: Bool { counts.isEmpty }

    /// Counts a latency so many times; with `times` below zero it is taken out, a latency below zero counts as zero.
    public mutating func add(milliseconds: Int, times: Int = 1) {
        add(times, at: Self.bucket(of: max(0, milliseconds)))
    }

    /// Adds the latencies of another sketch.
    public static func += (a: inout LatencySketch, b: LatencySketch) { a.merge(b, sign: 1) }

    /// Takes out the latencies of another sketch.
    public static func -= (a: inout LatencySketch, b: LatencySketch) { a.merge(b, sign: -1) }

    /// The latency in milliseconds below or at which the share `numerator / denominator` of all lie, by nearest rank.
    ///
    /// Within 1/128 of the exact value; nil where nothing is counted or the share is not between 0 and 1.
    public func quantile(_ numerator: Int, of denominator: Int) -> Int? {
        guard count > 0, denominator > 0, (0...denominator).contains(numerator) else { return nil }
        let (whole, rest) = (Int128(count) * Int128(numerator)).quotientAndRemainder(
            dividingBy: Int128(denominator))
        let rank = max(1, whole + (rest > 0 ? 1 : 0))
        var passed: Int128 = 0
        for (offset, count) in counts.enumerated() {
            passed += Int128(count)
            if passed >= rank { return Self.middle(of: first + offset) }
        }
        return nil
    }

    /// The latency in the middle: half are as fast or faster.
    public var median: Int? { quantile(1, of: 2) }
    /// The latency that 95 of 100 do not exceed.
    public var p95: Int? { quantile(95, of: 100) }
    /// The latency that 99 of 100 do not exceed.
    public var p99: Int? { quantile(99, of: 100) }

    private mutating func merge(_ other: LatencySketch, sign: Int) {
        guard let last = other.counts.indices.last else { return }
        reserve(other.first)
        reserve(other.first + last)
        let shift = other.first - first
        for (offset, count) in other.counts.enumerated() { counts[shift + offset] += sign * count }
        count += sign * other.count
        trim()
    }

    private mutating func add(_ times: Int, at bucket: Int) {
        guard times != 0 else { return }
        reserve(bucket)
        counts[bucket - first] += times
        count += times
        if counts[bucket - first] == 0 { trim() }
    }

    /// Makes room for a bucket.
    private mutating func reserve(_ bucket: Int) {
        if counts.isEmpty {
            first = bucket
            counts.append(0)
        } else if bucket < first {
            counts.insert(contentsOf: repeatElement(0, count: first - bucket), at: 0)
            first = bucket
        } else if bucket - first >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: bucket - first - counts.count + 1))
        }
    }

    private mutating func trim() {
        while counts.last == 0 { counts.removeLast() }
        let zeros = counts.prefix { $0 == 0 }.count
        if zeros > 0 { counts.removeFirst(zeros) }
        first = counts.isEmpty ? 0 : first + zeros
    }

    /// The bucket of a value that is not negative.
    package static func bucket(of value: Int) -> Int {
        guard value >= octave * 2 else { return value }
        let shift = Int.bitWidth - value.leadingZeroBitCount - 7
        return shift * octave + value >> shift
    }

    /// The value in the middle of a bucket.
    static func middle(of bucket: Int) -> Int {
        guard bucket >= octave * 2 else { return bucket }
        let shift = bucket / octave - 1
        return (bucket - shift * octave) << shift + (1 << shift - 1) / 2
    }
}

extension LatencySketch: Hashable {
    /// Whether both count the same latencies.
    public static func == (a: LatencySketch, b: LatencySketch) -> Bool {
        a.first == b.first && a.counts == b.counts
    }

    /// Feeds what is counted.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(first)
        hasher.combine(counts)
    }
}

extension LatencySketch {
    /// The sketch in about a byte and a half for each bucket that was met: equal sketches give equal bytes.
    public var bytes: [UInt8] {
        var packing = Packing()
        for (offset, count) in counts.enumerated() { packing.add(count, bucket: first + offset) }
        return packing.bytes
    }

    /// Makes the bytes of a sketch from its buckets in order.
    package struct Packing {
        private var writer = PackedWriter()
        private var last = -1

        package init() {}

        /// Adds how often a bucket was met that lies behind all others.
        package mutating func add(_ count: Int, bucket: Int) {
            guard count != 0 else { return }
            // Most buckets of a small sketch were met once: that takes no byte of its own.
            writer.write(count: (bucket - last - 1) << 1 | (count == 1 ? 0 : 1))
            if count != 1 { writer.write(signed: Int128(count)) }
            last = bucket
        }

        /// The bytes of what was added.
        package var bytes: [UInt8] { writer.bytes }

        /// Begins another sketch in the same memory.
        package mutating func removeAll() {
            writer.removeAll()
            last = -1
        }
    }

    /// Reads what `bytes` gave; nil for anything else.
    public init?(bytes: [UInt8]) {
        do { try self.init(reading: bytes, in: bytes.indices) } catch { return nil }
    }

    /// Reads a part of some bytes.
    package init(reading bytes: [UInt8], in range: Range<Int>) throws(PackedBytesError) {
        self.init()
        try merge(bytes, in: range)
    }

    /// Adds the latencies of a sketch in bytes.
    package mutating func merge(_ bytes: [UInt8], in range: Range<Int>) throws(PackedBytesError) {
        var reader = PackedReader(bytes, in: range)
        var bucket = -1
        while !reader.isAtEnd {
            let word = try reader.count(below: (Self.bucketMax + 1) << 1)
            bucket += word >> 1 + 1
            guard bucket <= Self.bucketMax else { throw PackedBytesError() }
            var times = 1
            if word & 1 != 0 {
                guard let read = Int(exactly: try reader.signed()), read.magnitude < Self.timesMax, read != 0
                else { throw PackedBytesError() }
                times = read
            }
            add(times, at: bucket)
        }
    }
}
