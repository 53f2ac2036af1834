import Charts
import Templates
import UsageModel

/// A report as a mail: words and numbers from the same values as the page, and two pictures laid out for a mail.
///
///     let mail = try report.mail()
///     let texts = try mail.texts(ReportMail.Envelope(list: "finance"))
package struct ReportMail: Sendable {
    /// What differs from one list to another, and from one try to make the mail small enough to the next.
    package struct Envelope: Hashable, Sendable {
        /// A file that goes with the mail.
        package struct File: Hashable, Sendable {
            /// The file's name.
            package var name: String
            /// How large it is.
            package var byteCount: Int

            /// A file.
            package init(name: String, byteCount: Int) {
                self.name = name
                self.byteCount = byteCount
            }
        }

        /// The list's name.
        package var list: String
        /// Where the list is kept, such as `mail.lists` in `usageledger.json5`.
        package var settings: String
        /// The files that go with it.
        package var attached: [File]
        /// The files that are too large, by name and place.
        package var leftOut: [(name: String, place: String)] {
            get { zip(leftOutNames, leftOutPlaces).map { ($0, $1) } }
            set { (leftOutNames, leftOutPlaces) = (newValue.map(\.name), newValue.map(\.place)) }
        }
        private var leftOutNames: [String] = []
        private var leftOutPlaces: [String] = []
        /// What stands after the name of a picture in its identity, such as `2026-10-17.finance@example.com`.
        package var pictureDomain: String

        /// An envelope.
        package init(
            list: String, settings: String, attached: [File] = [],
            leftOut: [(name: String, place: String)] = [], pictureDomain: String
        ) {
            self.list = list
            self.settings = settings
            self.attached = attached
            self.pictureDomain = pictureDomain
            self.leftOut = leftOut
        }

        /// The identity of a picture in the mail.
        package func contentID(_ picture: String) -> String { "\(picture).\(pictureDomain)" }
    }

    /// The finding in at most 70 characters.
    package let subject: String
    /// The pictures: `burn-up` and `daily`.
    package let pictures: [ReportFile]
    /// What people should be warned of, such as a chart that could not be drawn.
    package let warnings: [String]
    /// The charts that could not be drawn: the mail says so in their place.
    package let undrawn: [String]
    private let values: MailValues
    private let html: TextTemplate
    private let plain: TextTemplate

    init(_ values: MailValues, drawn: MailPictures, templates: Templates) throws(ReportsError) {
        var values = values
        values.problems = drawn.undrawn.map { "The chart “\($0)” could not be drawn." }
        if let note = MissingCharacters.note(drawn.missingCharacters, place: " of the charts") {
            values.problems.append(note)
        }
        self.values = values
        subject = TextShortening.end(values.headline, count: 70)
        pictures = drawn.files
        warnings = drawn.warnings
        undrawn = drawn.undrawn
        html = try Self.template("mail/report.html", .html, templates)
        plain = try Self.template("mail/report.txt", .plain, templates)
    }

    /// The mail as HTML and as plain text.
    package func texts(_ envelope: Envelope) throws(ReportsError) -> (html: String, plain: String) {
        let sources = Dictionary(
            pictures.map { ($0.name, "cid:" + envelope.contentID($0.name)) },
            uniquingKeysWith: { first, _ in first })
        let values = values.values(envelope, sources: sources)
        do throws(TemplateError) {
            return (try html.filled(with: values), try plain.filled(with: values))
        } catch {
            throw ReportsError(error)
        }
    }

    private static func template(
        _ name: String, _ language: TextTemplate.Language, _ templates: Templates
    ) throws(ReportsError) -> TextTemplate {
        do throws(TemplateError) {
            let template = try templates.text(name, language: language)
            try template.check(against: MailValues.names)
            return template
        } catch {
            throw ReportsError(error)
        }
    }
}

extension ReportsError {
    fileprivate init(_ error: TemplateError) {
        var place = error.place.map { Place(file: $0) }
        if let text = error.place, let colon = text.lastIndex(of: ":"),
            let line = Int(text[text.index(after: colon)...])
        {
            place = Place(file: String(text[..<colon]), line: line)
        }
        self.init(.badTemplate, error.message, place: place, hint: error.hint)
    }
}

extension Report {
    /// The report as a mail; the charts that cannot be drawn are named in it.
    package func mail(templates folder: String? = nil) throws(ReportsError) -> ReportMail {
        let drawn = try MailPictures(mailCharts, theme: theme)
        return try ReportMail(
            MailValues(self), drawn: drawn, templates: Templates(folder: folder))
    }

    /// The charts of the mail; none where there is nothing to draw.
    var mailCharts: [MailPictures.Chart] {
        guard !daily.days.isEmpty else { return [] }
        let burnUp = BurnUpFigures(input, days: days, emptyNote: daily.emptyNote)
        return [
            MailPictures.Chart(
                name: "burn-up", title: input.budget == nil ? "Cumulative spend" : "Spend against budget",
                chart: burnUp.chart),
            MailPictures.Chart(
                name: "daily", title: daily.isByWeek(on: .mail) ? "Weekly cost" : "Daily cost",
                chart: daily.chart(key: nil)),
        ]
    }
}
