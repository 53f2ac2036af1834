import UsageModel

/// Rates by class, so that those of a class are found without looking.
final class RateTable: Sendable {
    /// The rates, those of a class side by side, in the order of the vocabulary.
    let rates: [Rate]
    /// The classes that have a rate.
    let rated: CounterSet
    /// The attributes that each of the rates asks for.
    let asked: [[Asked]]
    /// The attributes that each of the rates asks for, as a set.
    let askedSets: [AttributeSet]
    /// Where the rates of each class begin, in the order of the classes, and the end of all.
    private let starts: [Int]
    /// What one unit costs in picodollars, where a class has one plain rate of a whole number of them; else -1.
    private let unitPrices: [Int]

    /// An attribute that a rate is for.
    struct Asked: Sendable {
        var attribute: UsageAttribute
        var word: String
    }

    init(_ rates: [Rate]) {
        let table = rates.groupedByClass
        self.rates = table
        rated = CounterSet(table.map(\.counter))
        asked = table.map { rate in rate.attributes.map { Asked(attribute: $0.key, word: $0.value) } }
        askedSets = table.map { AttributeSet($0.attributes.keys) }
        var starts: [Int] = []
        for (index, rate) in table.enumerated() where index == 0 || table[index - 1].counter != rate.counter {
            starts.append(index)
        }
        starts.append(table.count)
        self.starts = starts
        unitPrices = zip(starts, starts.dropFirst()).flatMap { start, end in
            (start..<end).map { end - start == 1 ? table[$0].plainUnitPrice ?? -1 : -1 }
        }
    }

    /// The places of the rates of a class.
    func places(of counter: Counter) -> Range<Int> {
        guard rated.contains(counter) else { return 0..<0 }
        let rank = rated.rank(of: counter)
        return starts[rank]..<starts[rank + 1]
    }

    /// The place of the rate of a class, where what one unit costs is all there is to say; nil elsewhere.
    func plainPlace(of counter: Counter) -> Int? {
        guard rated.contains(counter) else { return nil }
        let place = starts[rated.rank(of: counter)]
        return unitPrices[place] < 0 ? nil : place
    }

    /// What one unit costs in picodollars at a plain rate.
    func unitPrice(at place: Int) -> Int { unitPrices[place] }
}

extension Rate {
    /// What one unit costs in whole picodollars, whatever the call and the count; nil where it is not so simple.
    fileprivate var plainUnitPrice: Int? {
        guard attributes.isEmpty, steps.isEmpty, minimum == nil, increment == nil, megapixel == nil else {
            return nil
        }
        let line = try? Money.lineCost(count: .one, amount: amount, per: per)
        guard let line, !line.isRounded else { return nil }
        return Int(exactly: line.cost.picodollars)
    }
}
