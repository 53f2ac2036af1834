internal import Digest
internal import JSON
internal import SQLDatabase
internal import UsageModel

extension LedgerRow {
    /// A row as it was written; throws `damaged_ledger` where it cannot be read.
    ///
    /// `terms` gives the price terms of a digest. Personal data is not part of a row.
    init(_ row: Row, terms: ([UInt8]) throws -> PriceTerms?) throws {
        guard let id = row.blob(.id).flatMap({ EventID(bytes: $0) }),
            let kind = row.text(.kind).flatMap(Kind.init(rawValue:)),
            let month = row.integer(.postingMonth), let sequence = row.integer(.sequence),
            let recorded = row.integer(.recordedAt)
        else { throw Self.damaged(row, "its frame cannot be read") }
        let event = try Self.event(row, id: id)
        let costing = try Self.costing(row, terms)
        self.init(
            id: id, priced: PricedEvent(event: event, costing: costing), kind: kind,
            corrects: row.blob(.corrects).flatMap { EventID(bytes: $0) },
            postingMonth: PostingMonth(Int(month)).description,
            recordedAt: Instant(microseconds: recorded), sequence: Int(sequence),
            hash: Hex.text(row.blob(.hash) ?? []))
        correctionReason = row.text(.correctionReason)
        correctionActor = row.text(.correctionActor)
    }

    private static func damaged(_ row: Row, _ what: String) -> StoreError {
        let name = row.blob(.id).flatMap { EventID(bytes: $0)?.description } ?? "?"
        return StoreError(
            .damagedLedger, "row `\(name)` is damaged: \(what)", hint: "run `usageledger verify`")
    }

    private static func event(_ row: Row, id: EventID) throws -> UsageEvent {
        guard let occurred = row.integer(.occurredAt), let provider = row.text(.provider),
            let model = row.text(.model),
            let state = row.text(.usageState).flatMap(UsageState.init(rawValue:))
        else { throw damaged(row, "its call cannot be read") }
        var event = UsageEvent(
            occurredAt: Instant(microseconds: occurred), provider: Provider(rawValue: provider), model: model,
            usage: try usage(row), usageState: state, attribution: attribution(row))
        event.id = id
        event.call = try call(row, event.call)
        event.outcome = try outcome(row)
        if let stated = row.integer(.statedCost) {
            event.statedCost = StatedCost(
                amount: Money(picodollars: Int128(stated)), source: row.text(.statedCostSource) ?? "")
        }
        if let text = row.text(.metadata) {
            guard let object = (try? JSONValue(parsing: text))?.object else {
                throw damaged(row, "its metadata cannot be read")
            }
            event.metadata = object
        }
        return event
    }

    private static func attribution(_ row: Row) -> Attribution {
        var attribution = Attribution(
            tenant: row.text(.tenantID) ?? "", user: row.text(.user), team: row.text(.team))
        attribution.keyID = row.text(.keyID)
        attribution.chat = row.text(.chat)
        attribution.message = row.text(.message)
        attribution.campaign = row.text(.campaign)
        attribution.agent = row.text(.agent)
        if let text = row.text(.tags), let object = (try? JSONValue(parsing: text))?.object {
            for member in object.members { attribution.tags[member.name] = member.value.string }
        }
        return attribution
    }

    private static func call(_ row: Row, _ start: Call) throws -> Call {
        guard let service = row.text(.service).flatMap(ServiceType.init(rawValue:)) else {
            throw damaged(row, "its service cannot be read")
        }
        var call = start
        call.service = service
        call.action = row.text(.action)
        call.servedModel = row.text(.servedModel)
        call.endpoint = row.text(.endpoint)
        call.requestID = row.text(.requestID)
        call.responseID = row.text(.responseID)
        call.parentCall = row.text(.parentCall)
        call.step = row.integer(.step).map(Int.init)
        call.attempt = row.integer(.attempt).map(Int.init)
        call.requestedTier = row.text(.requestedTier).map(ServiceTier.init(rawValue:))
        call.servedTier = row.text(.servedTier).map(ServiceTier.init(rawValue:))
        call.region = row.text(.region)
        call.route = row.text(.route)
        call.speed = row.text(.speed)
        return call
    }

    private static func outcome(_ row: Row) throws -> Outcome {
        guard let status = row.text(.status).flatMap(CallStatus.init(rawValue:)) else {
            throw damaged(row, "its status cannot be read")
        }
        var outcome = Outcome()
        outcome.status = status
        outcome.httpStatus = row.integer(.httpStatus).map(Int.init)
        outcome.errorType = row.text(.errorType)
        outcome.stopReason = row.text(.stopReason)
        outcome.latencyMs = row.integer(.latencyMs).map(Int.init)
        outcome.timeToFirstTokenMs = row.integer(.timeToFirstTokenMs).map(Int.init)
        return outcome
    }

    private static func usage(_ row: Row) throws -> Usage {
        do {
            if let text = row.text(.usage) {
                guard let object = try JSONValue(parsing: text).object else {
                    throw damaged(row, "its usage cannot be read")
                }
                return try Usage(json: object)
            }
            var usage = Usage()
            for (counter, column) in Column.counters {
                guard let value = row.integer(column) else { continue }
                let scale = column.isInMicroseconds ? 6 : 0
                try usage.set(counter, ExactDecimal(coefficient: Int128(value), scale: scale) ?? .zero)
            }
            return usage
        } catch {
            throw damaged(row, "its usage cannot be read")
        }
    }

    private static func costing(_ row: Row, _ terms: ([UInt8]) throws -> PriceTerms?) throws -> Costing {
        if let word = row.text(.unpricedReason) {
            guard let reason = UnpricedReason(word) else { throw damaged(row, "its reason cannot be read") }
            return .unpriced(UnpricedReason(reason.kind, reason.detail, hint: row.text(.unpricedHint)))
        }
        guard let digest = row.blob(.priceTerms), let terms = try terms(digest),
            let cost = terms.cost(
                counts: row.text(.lineCounts) ?? "",
                listTotal: Money(picodollars: Int128(row.integer(.listCost) ?? 0)))
        else { throw damaged(row, "its price terms cannot be read") }
        return .priced(cost)
    }
}
