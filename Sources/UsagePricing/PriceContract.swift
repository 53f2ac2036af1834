import JSON
package import UsageModel

/// The contract of `price --jsonl`: one JSON object in, one out, whatever comes in.
package struct PriceContract: Sendable {
    /// The prices to use.
    package var prices: PriceList
    /// The moment of a call that does not tell its own.
    package var now: Instant

    /// The contract over a price list.
    package init(prices: PriceList, now: Instant) {
        self.prices = prices
        self.now = now
    }

    /// An answer and whether the request could be read.
    package struct Answer: Sendable {
        /// The answer, an object on one line.
        package var line: String
        /// Whether the request was wrong, which ends the command with exit code 65.
        package var isError: Bool
    }

    /// Answers one line: a cost with its lines, no cost with a reason, or an error with its code.
    package func answer(_ line: [UInt8]) -> Answer {
        var id: JSONValue = nil
        do {
            let document = try Self.document(line)
            id = document["id"] ?? nil
            let call = try self.call(document)
            var object = JSONObject([.init(name: "id", value: id)])
            switch prices.cost(of: call) {
            case .priced(let cost):
                for member in cost.json.members { object.append(member.name, member.value) }
            case .unpriced(let reason):
                object.append("cost_usd", JSONValue.null)
                object.append("reason", .string(reason.description))
                object.append("hint", reason.hint.map { .string($0) })
            }
            return Answer(line: JSONValue.object(object).compactText, isError: false)
        } catch {
            var fault = JSONObject([
                .init(name: "code", value: .string(error.code.name)),
                .init(name: "message", value: .string(error.description)),
            ])
            fault.append("hint", error.hint.map { .string($0) })
            let object = JSONObject([
                .init(name: "id", value: id), .init(name: "error", value: .object(fault)),
            ])
            return Answer(line: JSONValue.object(object).compactText, isError: true)
        }
    }

    private static func document(_ line: [UInt8]) throws(PricingError) -> JSONValue {
        do {
            let document = try JSONValue(parsing: line)
            guard document.object != nil else {
                throw PricingError(.badRequest, "expected an object, found \(document.kindName)")
            }
            return document
        } catch let error as PricingError {
            throw error
        } catch let error as JSONError {
            throw PricingError(.badRequest, error.message, place: Place(column: error.column))
        } catch {
            throw PricingError(.badRequest, "\(error)")
        }
    }

    private func call(_ document: JSONValue) throws(PricingError) -> PricedCall {
        func word(_ name: String) throws(PricingError) -> String? {
            guard let value = document[name], !value.isNull else { return nil }
            guard let text = value.string else {
                throw PricingError(
                    .badRequest, "expected a string, found \(value.kindName)", place: Place(path: name))
            }
            return text
        }
        guard let provider = try word("provider"), let model = try word("model"), !model.isEmpty else {
            throw PricingError(
                .badRequest, "expected `provider` and `model`",
                hint: "a request is {\"id\":…,\"provider\":\"openai\",\"model\":\"gpt-4o\",\"usage\":{…}}")
        }
        var usage = Usage()
        if let value = document["usage"], !value.isNull {
            guard let object = value.object else {
                throw PricingError(
                    .badRequest, "expected an object, found \(value.kindName)", place: Place(path: "usage"))
            }
            do {
                usage = try Usage(json: object)
            } catch {
                throw PricingError(error)
            }
        }
        var instant = now
        if let text = try word("timestamp") {
            do {
                instant = try Instant(text)
            } catch {
                throw PricingError(
                    error.code, error.message, place: Place(path: "timestamp"), hint: error.hint)
            }
        }
        return PricedCall(
            provider: Provider(named: provider), model: model, usage: usage,
            tier: ServiceTier(rawValue: try word("service_tier") ?? ""), region: try word("region"),
            route: try word("route"), speed: try word("speed"), instant: instant)
    }
}
