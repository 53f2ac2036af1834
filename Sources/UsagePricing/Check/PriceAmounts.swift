import UsageModel

/// The amounts of one price, looked through for slips of units.
struct PriceAmounts {
    private let price: Price
    private let model: ModelEntry
    private let provider: Provider

    init(_ price: Price, of model: ModelEntry, at provider: Provider) {
        self.price = price
        self.model = model
        self.provider = provider
    }

    /// What looks wrong.
    var findings: [PriceFinding] {
        let sets = [price.rates] + price.changes.map(\.rates)
        return sets.flatMap { rates in
            rates.compactMap(implausible) + cheapOutput(rates)
        }
    }

    private func finding(
        _ check: PriceFinding.Check, _ className: String?, _ message: String
    ) -> PriceFinding {
        PriceFinding(check, provider: provider, model: model.id, className: className, message: message)
    }

    /// An amount below or above all that its unit has ever cost.
    private func implausible(_ rate: Rate) -> PriceFinding? {
        guard let bounds = PlausibleAmounts.of(rate.unit), !bounds.allow(rate.amount, for: rate.per) else {
            return nil
        }
        return finding(
            .implausible, rate.className,
            "`\(rate.className)` is \(rate.amount) for \(rate.per), outside \(bounds.least) to \(bounds.most) "
                + "for \(rate.unit.usualPer), as if it were a price for another unit")
    }

    /// Output that costs less than a hundredth of input.
    private func cheapOutput(_ rates: [Rate]) -> [PriceFinding] {
        func plain(_ counter: Counter) -> ExactDecimal? {
            rates.first { $0.counter == counter && $0.attributes.isEmpty }?.amount
        }
        guard let input = plain(.inputTokens), let output = plain(.outputTokens), !output.isZero,
            let hundredfold = output.multiplied(by: ExactDecimal(100)), hundredfold < input
        else { return [] }
        return [
            finding(
                .cheapOutput, Counter.outputTokens.className,
                "`output` is \(output), less than a hundredth of `input`, which is \(input)")
        ]
    }
}
