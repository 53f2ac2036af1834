internal import SQLDatabase
package import UsageModel

extension UsageStore {
    private static let campaignNameMax = 200

    /// The campaigns of a tenant that have an entry, by name.
    package func campaigns(tenant: String = Attribution.defaultTenant) throws -> [Campaign] {
        try read { connection in
            var found: [Campaign] = []
            let sql = """
                SELECT campaign, first_day, last_day, budget, note FROM campaigns WHERE tenant_id = $1 ORDER BY campaign
                """
            try connection.rows(sql, [.text(tenant)]) { found.append(try Self.campaign($0)) }
            return found
        }
    }

    /// The entry of a campaign, or nil.
    package func campaign(
        named name: String, tenant: String = Attribution.defaultTenant
    ) throws -> Campaign? {
        try read { connection in
            try connection.first(
                """
                SELECT campaign, first_day, last_day, budget, note FROM campaigns
                WHERE tenant_id = $1 AND campaign = $2
                """, [.text(tenant), .text(name)], Self.campaign)
        }
    }

    /// Keeps a campaign's entry in the place of the one of its name, if there is one.
    package func set(_ campaign: Campaign, tenant: String = Attribution.defaultTenant) throws {
        try Self.check(campaign)
        let budget = SQLValue(try Self.picodollars(of: campaign.budget))
        _ = try write { connection in
            try connection.run(
                """
                INSERT INTO campaigns (tenant_id, campaign, first_day, last_day, budget, note)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (tenant_id, campaign) DO UPDATE SET first_day = excluded.first_day,
                    last_day = excluded.last_day, budget = excluded.budget, note = excluded.note
                """,
                [
                    .text(tenant), .text(campaign.name), SQLValue(campaign.firstDay?.description),
                    SQLValue(campaign.lastDay?.description), budget,
                    SQLValue(campaign.note.map { Redaction.clean($0, .secretsAndAddresses) }),
                ])
        }
    }

    /// Removes a campaign's entry and returns whether there was one; calls keep its name.
    @discardableResult
    package func removeCampaign(
        named name: String, tenant: String = Attribution.defaultTenant
    ) throws -> Bool {
        try write { connection in
            try connection.run(
                "DELETE FROM campaigns WHERE tenant_id = $1 AND campaign = $2", [.text(tenant), .text(name)])
                > 0
        }
    }

    private static func picodollars(of budget: Money?) throws(StoreError) -> Int64? {
        do {
            return try budget?.rowPicodollars()
        } catch {
            throw StoreError(error.code, error.message, place: Place(path: "budget"), hint: error.hint)
        }
    }

    private static func check(_ campaign: Campaign) throws(StoreError) {
        guard !campaign.name.isEmpty, campaign.name.utf8.count <= campaignNameMax,
            !campaign.name.utf8.contains(0)
        else {
            throw StoreError(
                .badCampaign, "a campaign has a name of 1 to \(campaignNameMax) bytes",
                place: Place(path: "campaign"))
        }
        if let first = campaign.firstDay, let last = campaign.lastDay, last < first {
            throw StoreError(
                .badCampaign, "`\(campaign.name)` would end on \(last), before its first day \(first)",
                place: Place(path: "last_day"))
        }
    }

    private static func campaign(_ row: any SQLRow) throws -> Campaign {
        let days = try [1, 2].map { column -> CivilDate? in
            guard let text = row.textIfPresent(column) else { return nil }
            guard let day = CivilDate(text) else {
                throw StoreError(.damagedLedger, "a day of the campaign `\(row.text(0))` cannot be read")
            }
            return day
        }
        return Campaign(
            name: row.text(0), firstDay: days[0], lastDay: days[1],
            budget: row.integerIfPresent(3).map { Money(picodollars: Int128($0)) },
            note: row.textIfPresent(4))
    }
}

extension FaultCode {
    /// A campaign without a name, or one that ends before it begins.
    package static let badCampaign = FaultCode("bad_campaign", .input)
}
