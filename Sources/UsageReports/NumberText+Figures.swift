package import Charts
package import UsageModel

/// The sentences of a narrative have the dates and numbers of the charts beside them.
extension NumberText: FigureText {
    package func number(_ units: Int128, decimals: Int) -> String {
        (units < 0 ? Self.minus : "") + digits(units.magnitude, decimals: decimals)
    }

    package func dollars(_ units: Int128, decimals: Int, in scale: FigureScale) -> String {
        let suffix =
            switch scale {
            case .ones: ""
            case .thousands: self.scale(3)
            case .millions: self.scale(6)
            }
        return money(units < 0 ? Self.minus : "", digits(units.magnitude, decimals: decimals), suffix)
    }

    package func percent(_ number: Int128) -> String { self.number(number, decimals: 0) + percentSign }

    package func monthName(_ month: Int) -> String { self.month(month) }

    package func weekdayName(_ date: CivilDate) -> String { weekday(date.weekday - 1) }

    package func day(_ date: CivilDate, year: Bool) -> String { day(Self.day(date), year: year) }

    package func days(_ first: CivilDate, _ last: CivilDate, year: Bool) -> String {
        period(Self.day(first), Self.day(last), year: year)
    }

    package func ends(_ first: CivilDate, _ last: CivilDate) -> (first: String, last: String) {
        ends(Self.day(first), Self.day(last))
    }

    private static func day(_ date: CivilDate) -> ChartDay { ChartDay(number: date.daysSince1970) }
}
