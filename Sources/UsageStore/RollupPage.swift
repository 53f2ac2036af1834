internal import UsageModel

/// All rollup rows of one cut, grain and day, packed: texts once, then a few bytes for each row.
///
/// One page is one row of `rollup_pages`. Rows stand in an order that depends on their keys alone, so that the same
/// calls give the same bytes, whatever came when. A seal over the bytes and their place finds what a disk changed.
struct RollupPage {
    /// Which page it is.
    struct Name: Hashable {
        var cut: RollupCut
        var grain: RollupCut.Grain
        /// The UTC day, counted from 1970.
        var day: Int

        /// All pages of a day.
        static func all(of day: Int) -> [Name] {
            RollupCut.allCases.flatMap { cut in
                cut.grains.map { Name(cut: cut, grain: $0, day: day) }
            }
        }
    }

    static let version: UInt64 = 1
    /// Microseconds in a day and an hour.
    static let dayLength: Int64 = 86_400_000_000
    static let hourLength: Int64 = 3_600_000_000

    let name: Name
    let body: [UInt8]
    /// Latencies or messages, in the order of the rows.
    let members: [UInt8]?
    /// How many rows the page has.
    private(set) var count = 0
    /// How many rows of the ledger its rows stand for.
    private(set) var ledgerRows = 0
    /// Where the texts of each dimension are, and those of the reasons; 1 stands for the first.
    private(set) var labels: [[Range<Int>]] = []
    private(set) var reasons: [Range<Int>] = []
    private let start: PackedReader

    /// The day of a moment, counted from 1970.
    static func day(of moment: Int64) -> Int {
        Int(moment / dayLength - (moment % dayLength < 0 ? 1 : 0))
    }

    /// The page in stored bytes; throws where they are not as they were written.
    init(_ name: Name, tenant: String, body: [UInt8], members: [UInt8]?) throws(PackedBytesError) {
        try Self.checkSeal(of: body, name, tenant, isMembers: false)
        if let members { try Self.checkSeal(of: members, name, tenant, isMembers: true) }
        try self.init(unsealed: name, body: body, members: members)
    }

    /// The page in bytes that nobody vouches for.
    init(unsealed name: Name, body: [UInt8], members: [UInt8]?) throws(PackedBytesError) {
        self.name = name
        self.body = body
        self.members = members
        guard (members != nil) == (name.cut.members != .none), body.count >= 8, members?.count ?? 8 >= 8
        else {
            throw PackedBytesError()
        }
        var reader = PackedReader(body, in: 0..<(body.count - 8))
        guard try reader.number() == Self.version else { throw PackedBytesError() }
        var lists: [[Range<Int>]] = []
        for _ in 0...name.cut.dimensions.count {
            let count = try reader.count(below: body.count)
            var texts: [Range<Int>] = []
            texts.reserveCapacity(count)
            for _ in 0..<count { texts.append(try reader.range()) }
            lists.append(texts)
        }
        reasons = lists.removeLast()
        labels = lists
        count = try reader.count(below: body.count)
        ledgerRows = try reader.count()
        start = reader
    }

    /// The text of a key's part; nil for "not known".
    func text(_ dimension: Int, _ rank: Int) -> ArraySlice<UInt8>? {
        rank == 0 ? nil : body[labels[dimension][rank - 1]]
    }

    /// Where the text of a key's part is in the body; nil for "not known".
    func span(_ dimension: Int, _ rank: Int) -> Range<Int>? { rank == 0 ? nil : labels[dimension][rank - 1] }

    /// A walk over the page's rows.
    func walk() -> Walk { Walk(self, start) }

    static func seal(_ bytes: Span<UInt8>, _ name: Name, _ tenant: String, isMembers: Bool) -> UInt64 {
        var fingerprint = Fingerprint(seed: isMembers ? 2 : 1)
        fingerprint.add(Array(tenant.utf8))
        fingerprint.add(Array("\(name.cut.rawValue)/\(name.grain.rawValue)".utf8))
        fingerprint.add(UInt64(bitPattern: Int64(name.day)))
        fingerprint.add(bytes)
        return fingerprint.value
    }

    private static func checkSeal(
        of bytes: [UInt8], _ name: Name, _ tenant: String, isMembers: Bool
    ) throws(PackedBytesError) {
        guard bytes.count >= 8 else { throw PackedBytesError() }
        let end = bytes.count - 8
        var reader = PackedReader(bytes, in: end..<bytes.count)
        let stored = try reader.fixed()
        let seal = seal(bytes.span.extracting(0..<end), name, tenant, isMembers: isMembers)
        guard stored == seal else { throw PackedBytesError() }
    }
}

extension RollupPage {
    /// The rows of a page, one after the other.
    struct Walk {
        private let page: RollupPage
        private var reader: PackedReader
        private var memberReader: PackedReader?
        private var left: Int
        /// The row's hour of the day; 0 in a page of days.
        private(set) var hour = 0
        /// The row's key, as numbers of the page's texts; 0 is "not known".
        private(set) var key: [Int]
        /// How many rows of the ledger it stands for.
        private(set) var rows = 0
        /// The first and last moment of them.
        private(set) var first: Int64 = 0
        private(set) var last: Int64 = 0
        /// Where its latencies or messages are.
        private(set) var memberRange = 0..<0

        fileprivate init(_ page: RollupPage, _ start: PackedReader) {
            self.page = page
            reader = start
            memberReader = page.members.map { PackedReader($0, in: 0..<($0.count - 8)) }
            left = page.count
            key = [Int](repeating: 0, count: page.labels.count)
        }

        /// Goes to the next row; its sums must be added or passed over before the one after it.
        mutating func next() throws(PackedBytesError) -> Bool {
            guard left > 0 else { return false }
            left -= 1
            if page.name.grain == .hour { hour = try reader.count(below: 24) }
            for index in key.indices { key[index] = try reader.count(below: page.labels[index].count + 1) }
            rows = try reader.count(below: 1 << 40)
            let day = Int64(page.name.day) * RollupPage.dayLength
            first = day + Int64(try reader.count(below: Int(RollupPage.dayLength)))
            last = first + Int64(try reader.count(below: Int(RollupPage.dayLength)))
            if memberReader != nil { try readMemberRange() }
            return true
        }

        private mutating func readMemberRange() throws(PackedBytesError) {
            guard var reader = memberReader else { return }
            memberRange = try reader.range()
            memberReader = reader
        }

        /// Adds the row's sums and hands out why calls of it have no cost.
        mutating func add(to tally: inout Tally, reason: (_ rank: Int, _ calls: Int) -> Void)
            throws(PackedBytesError)
        {
            tally.rows += rows
            tally.first = min(tally.first, first)
            tally.last = max(tally.last, last)
            try tally.sums.add(from: &reader)
            for _ in 0..<(try reader.count(below: page.reasons.count + 1)) {
                let rank = try reader.count(below: page.reasons.count)
                guard let calls = Int(exactly: try reader.signed()), calls.magnitude < 1 << 40 else {
                    throw PackedBytesError()
                }
                reason(rank, calls)
            }
        }

        /// Passes over the row's sums.
        mutating func skip() throws(PackedBytesError) {
            try Measures.skip(in: &reader)
            for _ in 0..<(try reader.count(below: page.reasons.count + 1)) {
                _ = try reader.number()
                _ = try reader.signed()
            }
        }

        /// Adds the row's latencies.
        func add(to sketch: inout LatencySketch) throws(PackedBytesError) {
            guard let members = page.members else { return }
            try sketch.merge(members, in: memberRange)
        }

        /// Hands out where the row's messages are in the page's members, and how many calls each has.
        func messages(_ body: (Range<Int>, Int) -> Void) throws(PackedBytesError) {
            guard let members = page.members else { return }
            var reader = PackedReader(members, in: memberRange)
            while !reader.isAtEnd {
                let text = try reader.range()
                guard let calls = Int(exactly: try reader.signed()), calls.magnitude < 1 << 40 else {
                    throw PackedBytesError()
                }
                body(text, calls)
            }
        }
    }
}
