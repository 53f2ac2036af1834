import UsageModel

/// Rates by class, so that those of a class are found without looking.
struct RateTable: Sendable {
    /// The rates, those of a class side by side, in the order of the vocabulary.
    let rates: [Rate]
    /// The classes that have a rate.
    let rated: CounterSet
    /// Where the rates of each class begin, in the order of the classes, and the end of all.
    private let starts: [Int]
    /// What one unit costs in picodollars, where a class has one plain rate of a whole number of them; else -1.
    private let unitPrices: [Int]

    init(_ rates: [Rate]) {
        self.rates = rates.groupedByClass
        rated = CounterSet(rates.map(\.counter))
        var starts: [Int] = []
        for (index, rate) in self.rates.enumerated()
        where index == 0 || self.rates[index - 1].counter != rate.counter {
            starts.append(index)
        }
        self.starts = starts + [rates.count]
        let table = self.rates
        unitPrices = zip(starts, starts.dropFirst() + [rates.count]).map { start, end in
            end - start == 1 ? table[start].plainUnitPrice ?? -1 : -1
        }
    }

    /// The rates of a class.
    subscript(_ counter: Counter) -> ArraySlice<Rate> {
        guard rated.contains(counter) else { return [] }
        let rank = rated.rank(of: counter)
        return rates[starts[rank]..<starts[rank + 1]]
    }

    /// What one unit of a class costs in picodollars, where that is all there is to say; nil elsewhere.
    func unitPrice(of counter: Counter) -> Int? {
        guard rated.contains(counter) else { return nil }
        let price = unitPrices[rated.rank(of: counter)]
        return price < 0 ? nil : price
    }
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
