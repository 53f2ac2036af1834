import UsageAnalysis
public import UsageModel
import UsageStore

extension Ledger {
    /// Keeps a campaign's entry in the place of the one of its name, if there is one.
    public func set(_ campaign: Campaign) throws {
        try store.set(campaign, tenant: options.tenant)
    }

    /// The entry of a campaign, or nil.
    public func campaign(named name: String) throws -> Campaign? {
        try store.campaign(named: name, tenant: options.tenant)
    }

    /// Removes a campaign's entry and returns whether there was one; calls keep its name.
    @discardableResult
    public func removeCampaign(named name: String) throws -> Bool {
        try store.removeCampaign(named: name, tenant: options.tenant)
    }

    /// How every campaign with an entry stands today, by name, on the days of a zone.
    public func campaignStandings(zone: Zone) throws -> [CampaignStanding] {
        let campaigns = try store.campaigns(tenant: options.tenant)
        guard !campaigns.isEmpty else { return [] }
        let days = try campaignDays([.init(.campaign, campaigns.map(\.name))], zone)
        return campaigns.map { standing(of: $0, days[$0.name] ?? [], zone) }
    }

    /// How a campaign stands today, with an entry or without, or nil where there is neither entry nor call.
    public func campaignStanding(named name: String, zone: Zone) throws -> CampaignStanding? {
        let entry = try campaign(named: name)
        let days = try campaignDays([.init(.campaign, [name])], zone)[name]
        guard entry != nil || days != nil else { return nil }
        return standing(of: entry ?? Campaign(name: name), days ?? [], zone)
    }

    /// The campaigns that calls name and that have no entry, by name.
    public func unplannedCampaigns() throws -> [String] {
        let planned = Set(try store.campaigns(tenant: options.tenant).map(\.name))
        let table = try answer(Query(tenant: options.tenant, groups: [.campaign]))
        return table.rows.compactMap { $0.keys[0] }.filter { !planned.contains($0) }
    }

    /// Counts a campaign's calls on its days against its budget; nil where it has none, or no day yet.
    public func watch(_ campaign: Campaign, zone: Zone) throws -> BudgetWatch? {
        let filters = [Query.Filter(.campaign, [campaign.name])]
        guard let budget = campaign.budget else { return nil }
        let calls = try answer(Query(tenant: options.tenant, filters: filters)).occurred
        let first = campaign.firstDay ?? calls.map { zone.date(of: $0.lowerBound) }
        let last = campaign.lastDay ?? calls.map { zone.date(of: $0.upperBound) }
        guard let first, let last, first <= last else { return nil }
        let period = Period(.range, first: first, last: last, zone: zone)
        return try watch(period, limit: budget, name: campaign.name, filters: filters)
    }

    private func campaignDays(_ filters: [Query.Filter], _ zone: Zone) throws
        -> [String: [(day: CivilDate, measures: Measures)]]
    {
        let table = try answer(
            Query(
                tenant: options.tenant, filters: filters, groups: [.campaign],
                bucket: .init(.day, zone: zone)))
        var days: [String: [(day: CivilDate, measures: Measures)]] = [:]
        for row in table.rows {
            guard let name = row.keys[0], let day = row.bucket else { continue }
            days[name, default: []].append((day, row.measures))
        }
        return days
    }

    private func standing(
        of campaign: Campaign, _ days: [(day: CivilDate, measures: Measures)], _ zone: Zone
    ) -> CampaignStanding {
        CampaignStandings.standing(of: campaign, days: days, today: zone.date(of: options.now()))
    }
}
