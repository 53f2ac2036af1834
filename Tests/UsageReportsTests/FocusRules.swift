import Foundation
import JSON
import TestSupport
import UsageModel

/// The rules of FOCUS's Cost and Usage dataset that concern us, written down from the specification and sharing nothing
/// with the code that makes the files.
struct FocusRules {
    private static let mandatory = [
        "BilledCost", "BillingAccountId", "BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart",
        "ChargeCategory", "ChargePeriodEnd", "ChargePeriodStart", "ContractedCost", "EffectiveCost",
        "InvoiceIssuerName", "ListCost", "ServiceCategory", "ServiceName",
    ]
    private static let decimals = [
        "BilledCost", "ContractedCost", "EffectiveCost", "ListCost", "ConsumedQuantity", "PricingQuantity",
        "ListUnitPrice", "ContractedUnitPrice", "PricingCurrencyEffectiveCost",
    ]

    /// Everything that a file breaks, in words; empty for a good one.
    static func faults(_ text: String, version: String) -> [String] {
        let rows = CSVRows.rows(text)
        guard let header = rows.first else { return ["there is no head"] }
        var faults = headFaults(header, version: version)
        var skuOfPrice: [String: String] = [:]
        for (index, cells) in rows.dropFirst().enumerated() {
            guard cells.count == header.count else {
                faults.append("row \(index + 1) has \(cells.count) cells of \(header.count)")
                continue
            }
            let row = Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
            faults += rowFaults(row, version: version).map { "row \(index + 1): \($0)" }
            if let price = row["SkuPriceId"], let sku = row["SkuId"],
                sku != skuOfPrice.updateValue(sku, forKey: price) ?? sku
            {
                faults.append("row \(index + 1): SkuPriceId has two SkuIds")
            }
        }
        return faults
    }

    private static func headFaults(_ header: [String], version: String) -> [String] {
        var faults: [String] = []
        let own = header.filter { $0.hasPrefix("x_") }
        let focus = header.filter { !$0.hasPrefix("x_") }
        if header != focus.sorted() + own.sorted() { faults.append("the columns are not in order") }
        let (older, newer) = (
            ["ProviderName", "PublisherName"], ["ServiceProviderName", "HostProviderName"]
        )
        for name in version == "1.2" ? older : newer where !focus.contains(name) {
            faults.append("\(name) is missing")
        }
        for name in version == "1.2" ? newer : older where focus.contains(name) {
            faults.append("\(name) is not of \(version)")
        }
        if focus.count != (version == "1.2" ? 57 : 65) { faults.append("\(focus.count) columns") }
        return faults
    }

    private static func rowFaults(_ row: [String: String], version: String) -> [String] {
        var faults: [String] = []
        func value(_ name: String) -> String { row[name] ?? "" }
        for name in mandatory where value(name).isEmpty { faults.append("\(name) is null") }
        for name in decimals where !value(name).isEmpty {
            if value(name).wholeMatch(of: /-?\d+(\.\d+)?/) == nil { faults.append("\(name) is no number") }
        }
        for (quantity, unit) in [("ConsumedQuantity", "ConsumedUnit"), ("PricingQuantity", "PricingUnit")]
        where value(quantity).isEmpty != value(unit).isEmpty {
            faults.append("\(unit) and \(quantity) are not null together")
        }
        let isCorrection = value("ChargeClass") == "Correction"
        if !["", "Correction"].contains(value("ChargeClass")) { faults.append("ChargeClass is unknown") }
        if value("ChargeCategory") == "Usage", !isCorrection {
            for name in [
                "SkuId", "SkuPriceId", "SkuMeter", "PricingQuantity", "ConsumedQuantity", "ListUnitPrice",
                "ContractedUnitPrice", "PricingCategory",
            ] where value(name).isEmpty { faults.append("\(name) is null in a row of usage") }
            for (price, cost) in [("ListUnitPrice", "ListCost"), ("ContractedUnitPrice", "ContractedCost")]
            where !isProduct(value(price), value("PricingQuantity"), value(cost)) {
                faults.append("\(price) x PricingQuantity is not \(cost)")
            }
        }
        faults += periodFaults(row, isCorrection: isCorrection)
        for name in ["SkuPriceDetails", "Tags"] where !value(name).isEmpty {
            guard let object = (try? JSONValue(parsing: value(name)))?.object else {
                faults.append("\(name) is no JSON object")
                continue
            }
            if object.members.contains(where: { $0.value.array != nil || $0.value.object != nil }) {
                faults.append("\(name) is nested")
            }
            if name == "SkuPriceDetails", object.members.contains(where: { !$0.name.hasPrefix("x_") }) {
                faults.append("a property of SkuPriceDetails lacks x_")
            }
        }
        if value("SubAccountId").isEmpty != value("SubAccountType").isEmpty {
            faults.append("SubAccountType does not go with SubAccountId")
        }
        return faults
    }

    private static func periodFaults(_ row: [String: String], isCorrection: Bool) -> [String] {
        let names = ["BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd"]
        let moments = names.compactMap { try? Instant(row[$0] ?? "") }
        guard moments.count == 4,
            names.allSatisfy({ row[$0]?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil })
        else { return ["a period is no time in UTC"] }
        var faults: [String] = []
        if moments[0].date != moments[0].date.firstOfMonth
            || moments[1] != Instant(moments[0].date.adding(months: 1))
        {
            faults.append("the billing period is no month")
        }
        if moments[2] >= moments[3] { faults.append("the charge period is empty") }
        if moments[2] >= moments[1] { faults.append("the charge is later than its bill") }
        if isCorrection, moments[2] >= moments[0] {
            faults.append("a correction of a month that is not closed")
        }
        return faults
    }

    /// Whether two numbers multiply to a third within a billionth, by Foundation's decimal arithmetic.
    private static func isProduct(_ a: String, _ b: String, _ product: String) -> Bool {
        let locale = Locale(identifier: "en_US_POSIX")
        guard let a = Decimal(string: a, locale: locale), let b = Decimal(string: b, locale: locale),
            let product = Decimal(string: product, locale: locale)
        else { return false }
        return abs(a * b - product) <= Decimal(sign: .plus, exponent: -9, significand: 1)
            * max(abs(product), 1)
    }
}
