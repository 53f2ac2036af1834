import TestSupport
import Testing
import UsageModel

@Suite struct LatencySketchTests {
    @Test func `quantiles are those of the nearest rank`() {
        var sketch = LatencySketch()
        for latency in 1...100 { sketch.add(milliseconds: latency) }
        #expect(sketch.count == 100)
        #expect(sketch.median == 50)
        #expect(sketch.p95 == 95)
        #expect(sketch.p99 == 99)
        #expect(sketch.quantile(0, of: 100) == 1)
        #expect(sketch.quantile(1, of: 1) == 100)
        #expect(sketch.quantile(2, of: 1) == nil)
        #expect(sketch.quantile(1, of: 0) == nil)
        #expect(LatencySketch().median == nil)
    }

    @Test func `every latency lies within one part in 128 of its bucket's value`() {
        var random = SeededRandom(seed: 3)
        for value in Array(0..<5000)
            + (0..<5000).map({ _ in Int.random(in: 0...(.max >> random.below(60)), using: &random) })
            + [.max]
        {
            var sketch = LatencySketch()
            sketch.add(milliseconds: value)
            guard let middle = sketch.median else {
                Issue.record("\(value) is not counted")
                continue
            }
            #expect((middle - value).magnitude <= value.magnitude / 128, "\(value) became \(middle)")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `p50, p95 and p99 are within one percent of the exact ones`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var sketch = LatencySketch()
        var exact: [Int] = []
        for _ in 0..<(1 + random.below(3000)) {
            let latency = 20 << random.below(12) + random.below(3000)
            exact.append(latency)
            sketch.add(milliseconds: latency)
        }
        exact.sort()
        for percent in [50, 95, 99] {
            let rank = (exact.count * percent + 99) / 100
            let (right, found) = (exact[max(1, rank) - 1], sketch.quantile(percent, of: 100) ?? -1)
            #expect((right - found).magnitude * 100 <= right.magnitude, "p\(percent): \(right), \(found)")
        }
    }

    @Test func `parts add up to the whole and can be taken out again`() throws {
        try forAll(seeds: 0..<30) { random in
            var (whole, sum) = (LatencySketch(), LatencySketch())
            var parts: [LatencySketch] = []
            for _ in 0..<5 {
                var part = LatencySketch()
                for _ in 0..<random.below(40) {
                    let latency = random.below(1 << (1 + random.below(40)))
                    part.add(milliseconds: latency)
                    whole.add(milliseconds: latency)
                }
                parts.append(part)
            }
            for part in parts.shuffled(using: &random) { sum += part }
            guard sum == whole, sum.hashValue == whole.hashValue else { throw Different() }
            for part in parts { sum -= part }
            guard sum == LatencySketch(), sum.isEmpty, sum.count == 0 else { throw Different() }
        }
    }

    @Test func `bytes give the sketch back, and reversals too`() throws {
        try forAll(seeds: 0..<50) { random in
            var sketch = LatencySketch()
            for _ in 0..<random.below(200) {
                sketch.add(
                    milliseconds: random.pick([random.below(300), random.below(1_000_000), .max]),
                    times: random.pick([1, 1, 1, -1, 5]))
            }
            guard LatencySketch(bytes: sketch.bytes) == sketch else { throw Different() }
        }
        #expect(LatencySketch(bytes: []) == LatencySketch())
    }

    @Test func `damaged bytes are refused or read as another sketch, and never stop the program`() {
        var random = SeededRandom(seed: 9)
        var refused = 0
        for _ in 0..<5000 {
            let bytes = (0..<random.below(24)).map { _ in random.pick([UInt8(random.below(256)), 0xFF, 0x81])
            }
            if let sketch = LatencySketch(bytes: bytes) {
                #expect(LatencySketch(bytes: sketch.bytes) == sketch)
            } else {
                refused += 1
            }
        }
        #expect(refused > 100)
    }

    struct Different: Error {}
}
