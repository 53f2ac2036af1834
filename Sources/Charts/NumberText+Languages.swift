// Facts of the Unicode Common Locale Data Repository (CLDR, https://cldr.unicode.org): names of months and
// weekdays, marks, grouping, patterns of dates and amounts, and abbreviations of large numbers. Three things are the
// house's own: the sign is a plain "$" in every language (CLDR has "US$" and "USD" in some), a range has an en dash
// without spaces between two numbers, and thousands have an abbreviation in German and Italian too, where CLDR writes
// them out, since a label on a chart has room for few letters.
extension NumberText {
    /// Every language, English first.
    public static let all = [
        english, british, american, german, french, spanish, italian, portuguese, dutch, polish, swedish,
    ]

    /// A language by its tag, as in "de" or "en-US"; nil for one that is not known.
    public init?(language tag: String) {
        guard let known = Self.all.first(where: { $0.language == tag }) else { return nil }
        self = known
    }

    /// English as in "8 October 2026".
    public static let british = made("en-GB", from: english) { _ in }

    /// English as in "October 8, 2026".
    public static let american = made("en-US", from: english) {
        $0.scales = ["K", "M", "B", "T"]
        $0.order.day = "{m} {d}"
        $0.order.dayAndYear = "{m} {d}, {y}"
        $0.order.dayShort = "{m} {d}"
        $0.order.dayShortAndYear = "{m} {d}, {y}"
        $0.order.weekdayMark = ", "
    }

    /// German: "1.234,56 $", and a full stop after the number of a day.
    public static let german = made("de") {
        $0.currencyPlace = .after
        $0.groupSeparator = "."
        $0.decimalMark = ","
        $0.percentSign = space + "%"
        $0.scales = spaced("Tsd.", "Mio.", "Mrd.", "Bio.")
        $0.setMonths("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
        $0.monthsShort = words("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.")
        $0.weekdays = words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag")
        $0.weekdaysShort = words("Mo Di Mi Do Fr Sa So")
        $0.order.dayMark = "."
        $0.order.weekdayMark = ", "
    }

    /// French: "8 octobre 2026", "1 234,56 $".
    public static let french = made("fr") {
        $0.currencyPlace = .after
        $0.groupSeparator = narrowSpace
        $0.decimalMark = ","
        $0.percentSign = space + "%"
        $0.scales = spaced("k", "M", "Md", "Bn")
        $0.setMonths(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
        $0.monthsShort = words("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.")
        $0.weekdays = words("lundi mardi mercredi jeudi vendredi samedi dimanche")
        $0.weekdaysShort = words("lun. mar. mer. jeu. ven. sam. dim.")
    }

    /// Spanish: "8 de octubre de 2026", "1234,56 $", "12.345,67 $".
    public static let spanish = made("es") {
        $0.currencyPlace = .after
        $0.groupSeparator = "."
        $0.groupedFrom = 5
        $0.decimalMark = ","
        $0.percentSign = space + "%"
        $0.scales = spaced("mil", "M", "mil\(space)M", "B")
        $0.setMonths(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
        $0.monthsShort = words("ene feb mar abr may jun jul ago sept oct nov dic")
        $0.weekdays = words("lunes martes miércoles jueves viernes sábado domingo")
        $0.weekdaysShort = words("lun mar mié jue vie sáb dom")
        $0.order.day = "{d} de {m}"
        $0.order.dayAndYear = "{d} de {m} de {y}"
        $0.order.month = "{m} de {y}"
        $0.order.weekdayMark = ", "
    }

    /// Italian: "8 ottobre 2026", "1234,56 $", "12.345,67 $".
    public static let italian = made("it") {
        $0.currencyPlace = .after
        $0.groupSeparator = "."
        $0.groupedFrom = 5
        $0.decimalMark = ","
        $0.scales = spaced("mila", "Mln", "Mld", "Bln")
        $0.setMonths(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre")
        $0.monthsShort = words("gen feb mar apr mag giu lug ago set ott nov dic")
        $0.weekdays = words("lunedì martedì mercoledì giovedì venerdì sabato domenica")
        $0.weekdaysShort = words("lun mar mer gio ven sab dom")
    }

    /// Portuguese as in Brazil: "8 de outubro de 2026", "$ 1.234,56".
    public static let portuguese = made("pt") {
        $0.currencyPlace = .beforeSpaced
        $0.groupSeparator = "."
        $0.decimalMark = ","
        $0.scales = spaced("mil", "mi", "bi", "tri")
        $0.setMonths(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro")
        $0.monthsShort = words("jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.")
        $0.weekdays = words(
            "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo")
        $0.weekdaysShort = words("seg. ter. qua. qui. sex. sáb. dom.")
        $0.order.day = "{d} de {m}"
        $0.order.dayAndYear = "{d} de {m} de {y}"
        $0.order.dayShort = "{d} de {m}"
        $0.order.dayShortAndYear = "{d} de {m} de {y}"
        $0.order.month = "{m} de {y}"
        $0.order.monthShort = "{m} de {y}"
        $0.order.weekdayMark = ", "
    }

    /// Dutch: "8 oktober 2026", "$ 1.234,56", "$ −47".
    public static let dutch = made("nl") {
        $0.currencyPlace = .beforeMinus
        $0.groupSeparator = "."
        $0.decimalMark = ","
        $0.scales = ["K"] + spaced("mln.", "mld.", "bln.")
        $0.setMonths(
            "januari februari maart april mei juni juli augustus september oktober november december")
        $0.monthsShort = words("jan feb mrt apr mei jun jul aug sep okt nov dec")
        $0.weekdays = words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
        $0.weekdaysShort = words("ma di wo do vr za zo")
    }

    /// Polish: "8 października 2026", "październik 2026", "1234,56 $", "12 345,67 $".
    public static let polish = made("pl") {
        $0.currencyPlace = .after
        $0.groupSeparator = space
        $0.groupedFrom = 5
        $0.decimalMark = ","
        $0.scales = spaced("tys.", "mln", "mld", "bln")
        $0.setMonths(
            "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"
        )
        $0.monthsOfDays = words(
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
                + "grudnia")
        $0.monthsShort = words("sty lut mar kwi maj cze lip sie wrz paź lis gru")
        $0.weekdays = words("poniedziałek wtorek środa czwartek piątek sobota niedziela")
        $0.weekdaysShort = words("pon. wt. śr. czw. pt. sob. niedz.")
        $0.order.weekdayMark = ", "
    }

    /// Swedish: "8 oktober 2026", "1 234,56 $".
    public static let swedish = made("sv") {
        $0.currencyPlace = .after
        $0.groupSeparator = space
        $0.decimalMark = ","
        $0.percentSign = space + "%"
        $0.scales = spaced("tn", "mn", "md", "bn")
        $0.setMonths("januari februari mars april maj juni juli augusti september oktober november december")
        $0.monthsShort = words("jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.")
        $0.weekdays = words("måndag tisdag onsdag torsdag fredag lördag söndag")
        $0.weekdaysShort = words("mån tis ons tors fre lör sön")
    }

    // MARK: Making one

    private static let narrowSpace = "\u{202F}"

    private static func made(
        _ language: String, from text: NumberText = english, _ change: (inout NumberText) -> Void
    ) -> NumberText {
        var text = text
        text.language = language
        change(&text)
        return text
    }

    private mutating func setMonths(_ text: String) {
        months = Self.words(text)
        monthsOfDays = months
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// Words with the space before them that does not break.
    private static func spaced(_ words: String...) -> [String] { words.map { space + $0 } }
}
