import Charts
import Testing

private let cent: Int128 = 10_000_000_000

/// Dates and numbers by the facts of Unicode CLDR; `_` stands for a space that does not break, `·` for a narrow one.
struct NumberTextLanguagesTests {
    private func plain(_ text: String) -> String {
        text.replacing("\u{A0}", with: "_").replacing("\u{202F}", with: "·")
    }

    private func text(_ tag: String) throws -> NumberText { try #require(NumberText(language: tag)) }

    @Test func `every language has its words, each once`() {
        #expect(
            NumberText.all.map(\.language) == [
                "en", "en-GB", "en-US", "de", "fr", "es", "it", "pt", "nl", "pl", "sv",
            ])
        for text in NumberText.all {
            #expect(Set(text.months).count == 12 && Set(text.monthsOfDays).count == 12)
            #expect(Set(text.monthsShort).count == 12 && Set(text.weekdays).count == 7)
            #expect(Set(text.weekdaysShort).count == 7 && Set(text.scales).count == 4)
            #expect(text.groupSeparator != text.decimalMark)
        }
        #expect(NumberText(language: "en") == .english && NumberText(language: "tlh") == nil)
    }

    @Test(arguments: [
        ("en", "$1,234.50", "\u{2212}$12,345.67", "+$686", "<$0.01"),
        ("en-GB", "$1,234.50", "\u{2212}$12,345.67", "+$686", "<$0.01"),
        ("en-US", "$1,234.50", "\u{2212}$12,345.67", "+$686", "<$0.01"),
        ("de", "1.234,50_$", "\u{2212}12.345,67_$", "+686_$", "<0,01_$"),
        ("fr", "1·234,50_$", "\u{2212}12·345,67_$", "+686_$", "<0,01_$"),
        ("es", "1234,50_$", "\u{2212}12.345,67_$", "+686_$", "<0,01_$"),
        ("it", "1234,50_$", "\u{2212}12.345,67_$", "+686_$", "<0,01_$"),
        ("pt", "$_1.234,50", "\u{2212}$_12.345,67", "+$_686", "<$_0,01"),
        ("nl", "$_1.234,50", "$_\u{2212}12.345,67", "$_+686", "<$_0,01"),
        ("pl", "1234,50_$", "\u{2212}12_345,67_$", "+686_$", "<0,01_$"),
        ("sv", "1_234,50_$", "\u{2212}12_345,67_$", "+686_$", "<0,01_$"),
    ])
    func `amounts`(tag: String, total: String, loss: String, change: String, least: String) throws {
        let text = try text(tag)
        #expect(plain(text.total(1_234 * dollar + 50 * cent)) == total)
        #expect(plain(text.total(-12_345 * dollar - 67 * cent)) == loss)
        #expect(plain(text.change(686 * dollar)) == change)
        #expect(plain(text.label(1)) == least)
    }

    @Test(arguments: [
        ("en", "$15.4k", "$1.24m", "$14.6k–$16.3k", "12.5k", "22%", "+4%", "4.9×"),
        ("en-US", "$15.4K", "$1.24M", "$14.6K–$16.3K", "12.5K", "22%", "+4%", "4.9×"),
        ("de", "15,4_Tsd._$", "1,24_Mio._$", "14,6–16,3_Tsd._$", "12,5_Tsd.", "22_%", "+4_%", "4,9×"),
        ("fr", "15,4_k_$", "1,24_M_$", "14,6–16,3_k_$", "12,5_k", "22_%", "+4_%", "4,9×"),
        ("es", "15,4_mil_$", "1,24_M_$", "14,6–16,3_mil_$", "12,5_mil", "22_%", "+4_%", "4,9×"),
        ("it", "15,4_mila_$", "1,24_Mln_$", "14,6–16,3_mila_$", "12,5_mila", "22%", "+4%", "4,9×"),
        ("pt", "$_15,4_mil", "$_1,24_mi", "$_14,6–16,3_mil", "12,5_mil", "22%", "+4%", "4,9×"),
        ("nl", "$_15,4K", "$_1,24_mln.", "$_14,6–16,3K", "12,5K", "22%", "+4%", "4,9×"),
        ("pl", "15,4_tys._$", "1,24_mln_$", "14,6–16,3_tys._$", "12,5_tys.", "22%", "+4%", "4,9×"),
        ("sv", "15,4_tn_$", "1,24_mn_$", "14,6–16,3_tn_$", "12,5_tn", "22_%", "+4_%", "4,9×"),
    ])
    func `large amounts, ranges, counts and percentages`(
        tag: String, thousands: String, millions: String, range: String, count: String, share: String,
        change: String, multiple: String
    ) throws {
        let text = try text(tag)
        #expect(plain(text.compact(15_439 * dollar)) == thousands)
        #expect(plain(text.compact(1_240_000 * dollar)) == millions)
        #expect(plain(text.range(14_600 * dollar, 16_300 * dollar)) == range)
        #expect(plain(text.compact(12_480, .count)) == count)
        #expect(plain(text.share(22, of: 100)) == share)
        #expect(plain(text.percentChange(from: 100, to: 104)) == change)
        #expect(plain(text.multiple(49, of: 10)) == multiple)
    }

    @Test func `a range of unlike amounts says what each of them is`() throws {
        let (two, many) = (2 * dollar, 1_240_000 * dollar)
        #expect(plain(try text("de").range(two, many)) == "2,00_$–1,24_Mio._$")
        #expect(plain(try text("fr").range(-two, two)) == "\u{2212}2,00–2,00_$")
        #expect(plain(try text("pt").range(two, many)) == "$_2,00–$_1,24_mi")
    }

    @Test(arguments: [
        ("en", "8 October 2026", "8 Oct", "Thu 8 Oct", "October 2026", "1–17 October 2026"),
        ("en-GB", "8 October 2026", "8 Oct", "Thu 8 Oct", "October 2026", "1–17 October 2026"),
        ("en-US", "October 8, 2026", "Oct 8", "Thu, Oct 8", "October 2026", "October 1–17, 2026"),
        ("de", "8. Oktober 2026", "8. Okt.", "Do, 8. Okt.", "Oktober 2026", "1.–17. Oktober 2026"),
        ("fr", "8 octobre 2026", "8 oct.", "jeu. 8 oct.", "octobre 2026", "1–17 octobre 2026"),
        ("es", "8 de octubre de 2026", "8 oct", "jue, 8 oct", "octubre de 2026", "1–17 de octubre de 2026"),
        ("it", "8 ottobre 2026", "8 ott", "gio 8 ott", "ottobre 2026", "1–17 ottobre 2026"),
        (
            "pt", "8 de outubro de 2026", "8 de out.", "qui., 8 de out.", "outubro de 2026",
            "1–17 de outubro de 2026"
        ),
        ("nl", "8 oktober 2026", "8 okt", "do 8 okt", "oktober 2026", "1–17 oktober 2026"),
        ("pl", "8 października 2026", "8 paź", "czw., 8 paź", "październik 2026", "1–17 października 2026"),
        ("sv", "8 oktober 2026", "8 okt.", "tors 8 okt.", "oktober 2026", "1–17 oktober 2026"),
    ])
    func `dates`(
        tag: String, full: String, short: String, weekday: String, month: String, period: String
    ) throws {
        let (text, day) = (try text(tag), ChartDay(2026, 10, 8))
        #expect(text.day(day, year: true) == full)
        #expect(text.dayShort(day) == short)
        #expect(text.weekdayAndDay(day) == weekday)
        #expect(text.monthAndYear(day) == month)
        #expect(text.period(ChartDay(2026, 10, 1), ChartDay(2026, 10, 17)) == period)
    }

    @Test(arguments: [
        ("en", "1", "17 October", "19 August – 17 October 2026", "19 December 2025 – 17 January 2026"),
        (
            "en-US", "October 1", "17", "August 19 – October 17, 2026",
            "December 19, 2025 – January 17, 2026"
        ),
        (
            "de", "1.", "17. Oktober", "19. August – 17. Oktober 2026",
            "19. Dezember 2025 – 17. Januar 2026"
        ),
        (
            "es", "1", "17 de octubre", "19 de agosto – 17 de octubre de 2026",
            "19 de diciembre de 2025 – 17 de enero de 2026"
        ),
    ])
    func `periods across months and years`(
        tag: String, first: String, last: String, months: String, years: String
    ) throws {
        let text = try text(tag)
        let ends = text.ends(ChartDay(2026, 10, 1), ChartDay(2026, 10, 17))
        #expect(ends.first == first && ends.last == last)
        #expect(text.period(ChartDay(2026, 8, 19), ChartDay(2026, 10, 17)) == months)
        #expect(text.period(ChartDay(2025, 12, 19), ChartDay(2026, 1, 17)) == years)
    }

    @Test func `labels of an axis have the language's marks and differ`() {
        for text in NumberText.all {
            for reach in [3, 900, 12_000, 480_000, 7_000_000, 3_000_000_000] as [Int128] {
                let scale = NumericScale(.money, from: 0, to: reach * dollar, length: 200, text: text)
                #expect(Set(scale.labels).count == scale.labels.count)
                #expect(scale.labels.allSatisfy { $0.contains("$") })
            }
        }
    }

    @Test func `a line does not break inside a number`() {
        let flow = TextFlow(FixedTextMeasure(), style: TextStyle(10, .regular, Theme.light.ink))
        for text in NumberText.all {
            let amount = text.total(1_234_567 * dollar)
            let words = "Spend was \(amount) or \(text.share(22, of: 100)) of the budget so far"
            for width in stride(from: 90.0, through: 260, by: 7) {
                let lines = flow.lines(words, width: width)
                #expect(lines.count { $0.contains(amount) } == 1, "\(text.language) at \(width)")
                #expect(lines.joined(separator: " ") == words)
            }
        }
    }

    @Test func `every amount that is written reads back as it was rounded`() {
        var state: UInt64 = 0x5EED
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
        for _ in 0..<400 {
            let digits = next() % 18
            let magnitude = Int128(next() % (0..<digits).reduce(1) { value, _ in value * 10 } + 1)
            let amount = (next() % 2 == 0 ? 1 : -1) * magnitude * 1_000_000
            for text in NumberText.all {
                for decimals in [0, 2, 4] {
                    let read = Self.read(text.dollars(amount, decimals: decimals), text)
                    let english = NumberText.english.dollars(amount, decimals: decimals)
                    #expect(
                        read != nil && read == Self.read(english, .english), "\(text.language) \(english)")
                    let change = text.change(amount, decimals: decimals)
                    #expect(Self.read(change, text) == read, "\(text.language) \(change)")
                }
                let exact = text.exact("8485.571234")
                #expect(Self.read(exact, text)?.digits == "8485.571234")
            }
        }
    }

    /// The digits with a full stop before the decimals, and whether they are below zero; nil for what is no number.
    private static func read(_ written: String, _ text: NumberText) -> Reading? {
        let isNegative = written.contains(NumberText.minus)
        var rest = written
        for sign in [text.currency, NumberText.minus, "+", "\u{A0}", text.groupSeparator] {
            rest = rest.replacing(sign, with: "")
        }
        let parts = rest.split(separator: text.decimalMark, omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else {
            return nil
        }
        return Reading(digits: parts.joined(separator: "."), isNegative: isNegative)
    }

    private struct Reading: Hashable {
        var digits: String
        var isNegative: Bool
    }
}
