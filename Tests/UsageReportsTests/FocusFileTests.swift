import TestSupport
import Testing
import UsageModel
import UsageReports

@Suite struct FocusFileTests {
    private static let march: Range<Instant> = Invented.march.instants

    /// A file of rows, and the value that made it.
    private func file(
        _ rows: [LedgerRow], _ version: FocusVersion = .v14, grain: FocusGrain = .day,
        span: Range<Instant>? = march, raw: Bool = false
    ) throws -> (text: String, file: FocusFile) {
        var file = FocusFile([version], grain: grain, span: span, raw: raw)
        var bytes: [UInt8] = []
        for row in rows { try file.add(row) { bytes += $1 } }
        try file.finish { bytes += $1 }
        return (String(decoding: bytes, as: UTF8.self), file)
    }

    @Test func `a call is a row a class, with counts, units and prices`() throws {
        let row = try LedgerRows.row(
            at: "2025-03-05T12:30:00Z", user: "ann", team: "red",
            lines: [
                LedgerRows.line(),
                LedgerRows.line(
                    "cache_read", count: "4000", amount: "1.25",
                    multipliers: [("tier:batch", "0.5"), ("discount", "0.8")]),
                LedgerRows.line("image", .generation, .image, count: "2", amount: "0.042", per: "1"),
                LedgerRows.line(
                    "audio_second", .input, .audioSecond, count: "90", amount: "0.36", per: "3600"),
            ])
        let rows = CSVRows.named(try file([row]).text)
        #expect(rows.count == 4)
        let byMeter = Dictionary(
            rows.map { ($0["SkuMeter"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        let input = try #require(byMeter["Input Tokens"])
        for (name, value) in [
            "BilledCost": "0.0025", "EffectiveCost": "0.0025", "ListCost": "0.0025",
            "ConsumedQuantity": "1000.0",
            "ConsumedUnit": "Tokens", "PricingQuantity": "0.001", "PricingUnit": "1000000 Tokens",
            "ListUnitPrice": "2.5", "ContractedUnitPrice": "2.5", "SkuId": "openai/gpt-4o/input",
            "SkuPriceId": "openai/gpt-4o/input@2024-10-02:2.5/1000000", "ServiceProviderName": "OpenAI",
            "ServiceName": "OpenAI API", "ChargePeriodStart": "2025-03-05T00:00:00Z",
            "ChargePeriodEnd": "2025-03-06T00:00:00Z", "BillingPeriodStart": "2025-03-01T00:00:00Z",
            "BillingPeriodEnd": "2025-04-01T00:00:00Z", "SubAccountId": "red", "SubAccountType": "Team",
            "x_User": "ann", "ChargeClass": "", "BillingCurrency": "USD", "x_PriceDate": "dated",
        ] { #expect(input[name] == value, "\(name)") }
        let cached = try #require(byMeter["Cache Read Input Tokens"])
        #expect(cached["BilledCost"] == "0.002" && cached["ListCost"] == "0.0025")
        #expect(cached["ListUnitPrice"] == "0.625" && cached["ContractedUnitPrice"] == "0.5")
        // A price that was negotiated is still the same price of the list.
        #expect(cached["SkuPriceId"] == "openai/gpt-4o/cache_read@2024-10-02:1.25/1000000*tier:batch=0.5")
        let image = try #require(byMeter["Generated Images"])
        #expect(image["PricingUnit"] == "Images" && image["PricingQuantity"] == "2.0")
        let audio = try #require(byMeter["Audio Seconds"])
        #expect(audio["PricingUnit"] == "Hours" && audio["PricingQuantity"] == "0.025")
        #expect(audio["ConsumedQuantity"] == "90.0" && audio["ConsumedUnit"] == "Seconds")
    }

    @Test func `a grain puts together what has one price, owner and bucket`() throws {
        let rows = try [
            ("2025-03-05T12:30:00Z", "ann"), ("2025-03-05T12:40:00Z", "ann"), ("2025-03-05T13:00:00Z", "ann"),
            ("2025-03-05T13:00:00Z", "bob"), ("2025-03-06T00:00:00Z", "ann"),
        ].enumerated().map { index, call in
            try LedgerRows.row(at: call.0, user: call.1, lines: [LedgerRows.line()], number: index + 1)
        }
        func counts(_ grain: FocusGrain) throws -> [String] {
            CSVRows.named(try file(rows, grain: grain).text).map { $0["ConsumedQuantity"] ?? "" }
        }
        #expect(try counts(.day) == ["3000.0", "1000.0", "1000.0"])
        #expect(try counts(.hour) == ["2000.0", "1000.0", "1000.0", "1000.0"])
        #expect(try counts(.call) == Array(repeating: "1000.0", count: 5))
        let calls = CSVRows.named(try file(rows, grain: .call).text)
        #expect(calls[0]["ChargePeriodEnd"] == "2025-03-05T13:00:00Z")
        #expect(Set(calls.map { $0["x_CallId"] }).count == 5)
    }

    @Test(arguments: FocusVersion.allCases, FocusGrain.allCases)
    func `any month keeps the rules and adds up to the last digit`(
        _ version: FocusVersion, _ grain: FocusGrain
    ) throws {
        try forAll(seeds: 0..<12) { random in
            let rows = try LedgerRows.month(&random, calls: 1 + random.below(120))
            let (text, file) = try file(rows, version, grain: grain)
            #expect(FocusRules.faults(text, version: version.rawValue) == [])
            let sums = rows.reduce(into: Measures()) { $0 += Measures($1.priced, sign: $1.sign) }
            #expect(file.total == sums.cost)
            let table = CSVRows.named(text)
            for (column, sum) in [
                ("BilledCost", sums.cost), ("EffectiveCost", sums.cost), ("ListCost", sums.listCost),
            ] {
                #expect(try table.reduce(Money.zero) { try $0 + Money($1[column] ?? "") } == sum, "\(column)")
            }
            #expect(file.unpricedCount == sums.unpricedCallCount)
            #expect(file.chargeCount == table.count)
        }
    }

    @Test func `a correction in its own month nets out, one of a closed month is a charge of its own`() throws
    {
        let call = try LedgerRows.row(at: "2025-03-05T12:30:00Z", lines: [LedgerRows.line()])
        let open = try [
            call, LedgerRows.correction(.reversal, of: call, month: "2025-03", number: 2),
            LedgerRows.correction(
                .restatement, of: call, month: "2025-03", number: 3, lines: [LedgerRows.line(count: "400")]),
        ]
        let rows = CSVRows.named(try file(open).text)
        #expect(rows.map { $0["ConsumedQuantity"] } == ["400.0"])
        #expect(rows.map { $0["ChargeClass"] } == [""])
        let closed = try [
            call, LedgerRows.correction(.reversal, of: call, month: "2025-05", number: 2),
            LedgerRows.correction(
                .restatement, of: call, month: "2025-05", number: 3, lines: [LedgerRows.line(count: "400")]),
        ]
        let all = CSVRows.named(try file(closed, grain: .call).text)
        #expect(all.map { $0["ChargeClass"] } == ["", "Correction", "Correction"])
        #expect(all.map { $0["ConsumedQuantity"] } == ["1000.0", "-1000.0", "400.0"])
        #expect(all.map { $0["BilledCost"] } == ["0.0025", "-0.0025", "0.001"])
        #expect(all.map { $0["ChargePeriodStart"] } == Array(repeating: "2025-03-05T12:00:00Z", count: 3))
        #expect(all[1]["BillingPeriodStart"] == "2025-05-01T00:00:00Z")
    }

    @Test func `a late call is billed late, and its correction in that month corrects nothing closed`() throws
    {
        var call = try LedgerRows.row(at: "2025-03-05T12:30:00Z", lines: [LedgerRows.line()])
        call.postingMonth = "2025-04"
        let reversal = try LedgerRows.correction(.reversal, of: call, month: "2025-04", number: 2)
        let later = try LedgerRows.correction(.reversal, of: call, month: "2025-06", number: 3)
        let rows = CSVRows.named(try file([call, reversal, later], grain: .call).text)
        #expect(rows.map { $0["ChargeClass"] } == ["", "", "Correction"])
        #expect(rows.map { $0["BillingPeriodStart"]?.prefix(7) } == ["2025-04", "2025-04", "2025-06"])
    }

    @Test func `calls without a price are in no row and are counted`() throws {
        let rows = try [
            LedgerRows.row(at: "2025-03-05T12:30:00Z", lines: nil, number: 1),
            LedgerRows.row(at: "2025-03-05T12:31:00Z", lines: nil, number: 2),
            LedgerRows.row(at: "2025-03-06T12:31:00Z", lines: nil, number: 3),
        ]
        let (text, file) = try file(rows)
        #expect(CSVRows.rows(text).count == 1)
        #expect(file.unpricedCount == 3)
        #expect(
            String(decoding: file.unpricedTable, as: UTF8.self) == """
                date,provider,model,reason,calls\r
                2025-03-05,openai,gpt-4o,unknown_model,2\r
                2025-03-06,openai,gpt-4o,unknown_model,1\r

                """)
    }

    @Test func `a bucket is written as soon as the next one begins, and stays within the span`() throws {
        let zone = try Zone(named: "Europe/Berlin")
        let period = Period(.month, containing: Invented.march.first, zone: zone)
        var file = FocusFile([.v14], grain: .day, span: period.instants)
        var bytes: [UInt8] = []
        for (index, time) in ["2025-02-28T23:30:00Z", "2025-03-01T00:30:00Z", "2025-03-02T00:30:00Z"]
            .enumerated()
        {
            // The names of the columns come with the first bucket.
            #expect(CSVRows.rows(String(decoding: bytes, as: UTF8.self)).count == [0, 0, 2][index])
            try file.add(LedgerRows.row(at: time, lines: [LedgerRows.line()], number: index)) { bytes += $1 }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let rows = CSVRows.named(text)
        #expect(rows.map { $0["ChargePeriodStart"] } == ["2025-02-28T23:00:00Z", "2025-03-01T00:00:00Z"])
        #expect(rows.map { $0["BillingPeriodStart"] } == ["2025-02-01T00:00:00Z", "2025-03-01T00:00:00Z"])
    }

    @Test func `text that a spreadsheet would run is guarded unless the file is raw`() throws {
        let row = try LedgerRows.row(at: "2025-03-05T12:30:00Z", user: "=cmd", lines: [LedgerRows.line()])
        #expect(CSVRows.named(try file([row]).text)[0]["SubAccountId"] == "'=cmd")
        #expect(CSVRows.named(try file([row], raw: true).text)[0]["SubAccountId"] == "=cmd")
    }

    /// The rules are worth something only where they find what is wrong.
    @Test(arguments: [
        ("0.0025,", "0.0026,"), ("USD", ""), ("1000000 Tokens", ""), ("2025-03-05T00:00:00Z", "2025-03-05"),
        ("Usage,,", "Usage,Correction,"), ("x_ModelId\"\":", "ModelId\"\":"), ("Standard", ""),
        ("AvailabilityZone,", ""), ("2025-04-01T00:00:00Z", "2025-04-02T00:00:00Z"),
    ])
    func `the rules find a fault in a row`(_ part: String, _ other: String) throws {
        let row = try LedgerRows.row(at: "2025-03-05T12:30:00Z", lines: [LedgerRows.line()])
        let text = try file([row]).text
        try #require(text.contains(part))
        #expect(FocusRules.faults(text, version: "1.4") == [])
        #expect(FocusRules.faults(text.replacing(part, with: other), version: "1.4") != [])
    }
}
