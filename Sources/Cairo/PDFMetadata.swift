/// What a PDF says about itself; equal metadata and drawing give equal bytes.
package struct PDFMetadata: Hashable, Sendable {
    package var title: String
    package var author: String
    package var subject: String
    package var keywords: [String]
    /// Name and version of the program.
    package var creator: String
    /// The run's logical time, in seconds since 1970-01-01 00:00 UTC.
    package var createdAtSeconds: Int64

    package init(
        title: String, author: String = "", subject: String = "", keywords: [String] = [], creator: String,
        createdAtSeconds: Int64,
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.keywords = keywords
        self.creator = creator
        self.createdAtSeconds = createdAtSeconds
    }

    /// The instant as `2026-10-18T02:00:00Z`, kept between the years 1970 and 9999.
    var createdAt: String {
        let seconds = min(max(createdAtSeconds, 0), 253_402_300_799)
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        // Days to a civil date, counted in eras of 400 years that begin on 1 March 0000 (H. Hinnant).
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func pad(_ value: Int64, _ width: Int = 2) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(pad(year, 4))-\(pad(month))-\(pad(day))"
            + "T\(pad(rest / 3600)):\(pad(rest / 60 % 60)):\(pad(rest % 60))Z"
    }
}
