package import UsageModel

/// Says how campaigns stand.
///
/// A run rate is the plain mean of the complete days, today left out, and is given from a week on: fewer days do not hold
/// every weekday once.
package enum CampaignStandings {
    static let completeDaysNeeded = 7

    /// How a campaign stands on a day, by its own calls of each local day.
    package static func standing(
        of campaign: Campaign, days: [(day: CivilDate, measures: Measures)], today: CivilDate
    ) -> CampaignStanding {
        var (total, outside, before) = (Measures(), Measures(), Money.zero)
        for (day, measures) in days {
            let isIn = day >= campaign.firstDay ?? day && day <= campaign.lastDay ?? day
            guard isIn else {
                outside += measures
                continue
            }
            total += measures
            if day < today { before = before + measures.cost }
        }
        let firstCall = days.lazy.map(\.day).filter { $0 <= campaign.lastDay ?? $0 }.min()
        let first = campaign.firstDay ?? firstCall
        var standing = CampaignStanding(
            campaign: campaign, phase: phase(campaign, first, today), total: total, outside: outside)
        if standing.phase == .running, let first {
            standing.runRate = runRate(campaign, from: first, spent: before, today)
        }
        return standing
    }

    private static func phase(
        _ campaign: Campaign, _ first: CivilDate?, _ today: CivilDate
    ) -> CampaignStanding.Phase {
        if let last = campaign.lastDay, today > last { return .over }
        guard let first, first <= today else { return .planned }
        return .running
    }

    private static func runRate(
        _ campaign: Campaign, from first: CivilDate, spent: Money, _ today: CivilDate
    ) -> CampaignStanding.RunRate? {
        let complete = today.daysSince1970 - first.daysSince1970
        guard complete >= completeDaysNeeded, spent > .zero else { return nil }
        func cost(ofDays count: Int) -> Money {
            Money(
                picodollars: (spent.picodollars * Int128(count)).dividedHalfToEven(by: Int128(complete)))
        }
        var rate = CampaignStanding.RunRate(perDay: cost(ofDays: 1), completeDays: complete)
        let dayCount = campaign.lastDay.map { $0.daysSince1970 - first.daysSince1970 + 1 }
        rate.projected = dayCount.map(cost)
        if let budget = campaign.budget {
            // Whole days that the budget pays, counted from the first one.
            let paid = budget.picodollars * Int128(complete) / spent.picodollars
            if paid > 0, paid < Int128(dayCount ?? .max), paid < 4_000_000 {
                rate.budgetLastsThrough = first.adding(days: Int(paid) - 1)
            }
        }
        return rate
    }
}
