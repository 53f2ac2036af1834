#if Spreadsheets
    import UsageModel
    import Workbook

    /// A column of a sheet: its head, what stands in it, and whether it is added up.
    struct SheetColumn {
        /// What a column holds.
        enum Kind: Hashable {
            case text
            case count
            case seconds
            case day
            case moment
            case money
        }

        let title: String
        let kind: Kind
        var isTotalled: Bool { kind == .count || kind == .seconds || kind == .money }

        init(_ title: String, _ kind: Kind) {
            self.title = title
            self.kind = kind
        }

        /// How wide a column is at least and at most, in characters.
        var widths: ClosedRange<Int> {
            switch kind {
            case .text: 8...44
            case .count, .seconds: 9...20
            case .day: 12...12
            case .moment: 20...20
            case .money: 14...30
            }
        }

        /// "A" to "XFD".
        static func name(_ index: Int) -> String {
            var (name, rest) = ("", index + 1)
            while rest > 0 {
                let letter = UInt8((rest - 1) % 26) + UInt8(ascii: "A")
                name = String(Unicode.Scalar(letter)) + name
                rest = (rest - 1) / 26
            }
            return name
        }
    }

    /// The decimals that exact amounts need, between cents and picodollars.
    struct MoneyDecimals {
        private(set) var count = 2

        mutating func include(_ money: Money) {
            guard count < 12, money != .zero else { return }
            var (rest, decimals) = (money.picodollars, 12)
            while decimals > count, rest % 10 == 0 { (rest, decimals) = (rest / 10, decimals - 1) }
            count = max(count, decimals)
        }

        /// US dollars, whatever the reader's own currency is; negative amounts carry a sign.
        var numberFormat: String {
            let digits = "[$$-409]#,##0." + String(repeating: "0", count: count)
            return "\(digits);-\(digits)"
        }
    }
#endif
