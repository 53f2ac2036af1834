import Testing
import UsageAnalysis
import UsageModel

@Suite struct TrendTests {
    @Test func `a week is compared with the week before`() {
        let series = Tables.series(
            from: "2026-10-01", [700, nil, 0, 0, 0, 0, 0] + [100, 100, 100, 100, 100, 100, nil] + [999])
        let trend = Trend(of: series, at: Tables.date("2026-10-14"))
        #expect(trend?.before == Tables.dollars(100))
        #expect(trend?.recent.dollars(decimals: 4) == "0.8571")
        #expect(trend?.comparison.changePerMille == -143)
    }

    @Test func `a short history has no trend, a middling one no week before`() {
        let series = Tables.series(from: "2026-10-01", Array(repeating: 100, count: 20))
        #expect(Trend(of: series, at: Tables.date("2026-10-06")) == nil)
        #expect(Trend(of: series, at: Tables.date("2026-10-13"))?.before == nil)
        #expect(Trend(of: series, at: Tables.date("2026-10-14"))?.before == Tables.dollars(100))
    }
}
