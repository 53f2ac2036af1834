#if Spreadsheets
    import Foundation
    import TestSupport
    import Testing
    import UsageModel
    import UsageReports

    @Suite struct WorkbookFileTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        private static let rows: [LedgerRow] = {
            var random = SeededRandom(seed: 7)
            return (try? LedgerRows.month(&random, calls: 25)) ?? []
        }()

        /// What a ledger with these rows would answer.
        private static func table(
            _ rows: [LedgerRow], _ groups: [UsageModel.Dimension], bucket: Query.Bucket? = nil,
            key: (LedgerRow) -> [String?]
        ) -> CostTable {
            struct Key: Hashable {
                var date: CivilDate?
                var keys: [String?]
            }
            var (sums, total) = ([Key: Measures](), Measures())
            for row in rows {
                let measures = Measures(row.priced, sign: row.sign)
                let date = bucket.map { $0.zone.date(of: row.priced.event.occurredAt) }
                sums[Key(date: date, keys: key(row)), default: Measures()] += measures
                total += measures
            }
            let sorted = sums.map {
                CostTable.Row(bucket: $0.key.date, keys: $0.key.keys, measures: $0.value)
            }
            .sorted {
                ($0.bucket?.daysSince1970 ?? 0, "\($0.keys)") < ($1.bucket?.daysSince1970 ?? 0, "\($1.keys)")
            }
            return CostTable(query: Query(groups: groups, bucket: bucket), rows: sorted, total: total)
        }

        private static func input(_ rows: [LedgerRow], zone: Zone = .utc) -> WorkbookInput {
            let model: (LedgerRow) -> [String?] = {
                [$0.priced.event.call.provider.rawValue, $0.priced.event.call.requestedModel]
            }
            var input = WorkbookInput(
                period: Invented.march, title: "", zone: zone,
                daily: table(
                    rows, [.provider, .model], bucket: Query.Bucket(.day, zone: zone), key: model),
                models: table(rows, [.provider, .model], key: model),
                users: table(rows, [.user, .team]) {
                    [$0.priced.event.attribution.user, $0.priced.event.attribution.team]
                },
                generatedAt: Instant(Invented.march.last.adding(days: 1)), producer: "usageledger 1.0")
            input.pricesAsOf = CivilDate(daysSince1970: 20_100)
            return input
        }

        private func parts(
            _ rows: [LedgerRow] = rows, name: String = "a.xlsx", zone: Zone = .utc, rowsMax: Int? = nil,
            hasCalls: Bool = true
        ) throws -> [String: String] {
            var input = Self.input(rows, zone: zone)
            input.hasCalls = hasCalls
            try WorkbookFile(input).write(
                to: folder.path(name), temporaryFolder: folder.url.path, rowsMax: rowsMax
            ) { body in
                try rows.forEach(body)
                return "0123abcd"
            }
            return try ZippedParts.read(folder.path(name))
        }

        private func names(_ parts: [String: String]) -> [String] {
            (parts["xl/workbook.xml"] ?? "").matches(of: /<sheet name="([^"]*)"/).map { String($0.1) }
        }

        private static var total: Measures {
            rows.reduce(into: Measures()) { $0 += Measures($1.priced, sign: $1.sign) }
        }

        @Test func `a workbook has its sheets, with frozen heads, filters and totals as formulas`() throws {
            let parts = try parts()
            #expect(names(parts) == ["Summary", "Daily", "Models", "Users", "Calls", "About"])
            for index in 2...5 {
                let sheet = try #require(parts["xl/worksheets/sheet\(index).xml"])
                #expect(sheet.contains("state=\"frozen\""))
                #expect(sheet.contains("<autoFilter ref=\"A1:"))
                #expect(sheet.contains("<f>SUBTOTAL(109,"))
                #expect(sheet.contains("exactly \(Self.total.cost) US$"), "sheet \(index)")
            }
            let daily = try #require(parts["xl/worksheets/sheet2.xml"])
            let days = Self.input(Self.rows).daily.rows.count
            #expect(daily.contains("<f>SUBTOTAL(109,O2:O\(days + 1))</f>"))
            let summary = try #require(parts["xl/worksheets/sheet1.xml"])
            #expect(summary.contains("<f>SUM('Daily'!O2:O\(days + 1))</f>"))
            #expect(summary.contains("<f>SUM('Calls'!AA2:AA\(Self.rows.count + 1))</f>"))
            #expect(summary.contains(">\(Self.total.cost)</t>"))
            let about = try #require(parts["xl/worksheets/sheet6.xml"])
            for words in [
                "2025-04-01T00:00:00Z", "UTC", "2025-01-12", "usageledger 1.0", "unknown_model",
                "sha256:0123abcd",
            ] {
                #expect(about.contains(words), "\(words)")
            }
        }

        @Test func `a full sheet of calls is followed by a further one, and all of them add up`() throws {
            let parts = try parts(rowsMax: 12)
            let sheets = names(parts).filter { $0.hasPrefix("Calls") }
            let count = (Self.rows.count + 9) / 10
            #expect(sheets == (1...count).map { $0 == 1 ? "Calls" : "Calls \($0)" })
            let rest = Self.rows.count - (count - 1) * 10
            let sums = (1...count).map {
                "SUM('Calls\($0 == 1 ? "" : " \($0)")'!AA2:AA\($0 == count ? rest + 1 : 11))"
            }
            #expect(
                parts["xl/worksheets/sheet1.xml"]?.contains("<f>\(sums.joined(separator: "+"))</f>") == true)
            let exact = try (5..<5 + count).map { index in
                let sheet = try #require(parts["xl/worksheets/sheet\(index).xml"])
                let match = try #require(sheet.firstMatch(of: /exactly (-?[0-9.]+) US/))
                return try Money(String(match.1))
            }
            #expect(exact.reduce(.zero, +) == Self.total.cost)
        }

        @Test func `amounts have the decimals that the sheet needs, and dates are numbers`() throws {
            let row = try LedgerRows.row(
                at: "2025-03-30T22:30:00Z", user: "=1+1",
                lines: [LedgerRows.line(count: "3", amount: "0.0000004", per: "1")])
            let parts = try parts([row], zone: Zone(named: "Europe/Berlin"))
            let styles = try #require(parts["xl/styles.xml"])
            #expect(styles.contains("[$$-409]#,##0.0000000;-[$$-409]#,##0.0000000"))
            let calls = try #require(parts["xl/worksheets/sheet5.xml"])
            // 31 March 2025 00:30 on the clocks of Berlin, which is on summer time since the day before.
            #expect(calls.contains("<v>45747.02083333334</v>") || calls.contains("<v>45747.02083333333</v>"))
            #expect(calls.contains("<t>=1+1</t>"))
            #expect(parts["xl/worksheets/sheet2.xml"]?.contains("<v>45747</v>") == true)
        }

        @Test func `a call without a price has an empty cost and its reason`() throws {
            let row = try LedgerRows.row(at: "2025-03-05T12:30:00Z", lines: nil)
            let calls = try #require(try parts([row])["xl/worksheets/sheet5.xml"])
            #expect(calls.contains("unknown_model"))
            #expect(!calls.contains("r=\"AA2\""))
        }

        @Test func `no calls at all make a workbook that says so`() throws {
            let parts = try parts([])
            #expect(parts["xl/worksheets/sheet5.xml"]?.contains("There are no calls") == true)
        }

        @Test func `calls that are left out are spoken of`() throws {
            let parts = try parts(hasCalls: false)
            #expect(names(parts) == ["Summary", "Daily", "Models", "Users", "About"])
            #expect(parts["xl/worksheets/sheet5.xml"]?.contains("export xlsx") == true)
        }

        @Test func `calls that do not add up to the tables are no workbook`() throws {
            let error = #expect(throws: ReportsError.self) {
                try WorkbookFile(Self.input(Self.rows)).write(
                    to: folder.path("b.xlsx"), temporaryFolder: folder.url.path
                ) { body in
                    try body(LedgerRows.row(at: "2025-03-05T12:30:00Z", lines: [LedgerRows.line()]))
                    return ""
                }
            }
            #expect(error?.code == .totalsDiffer)
        }

        @Test func `the same rows give the same bytes`() throws {
            _ = try parts(name: "one.xlsx")
            _ = try parts(name: "two.xlsx")
            let files = try ["one.xlsx", "two.xlsx"].map {
                try Data(contentsOf: URL(fileURLWithPath: folder.path($0)))
            }
            #expect(files[0] == files[1])
        }
    }
#endif
