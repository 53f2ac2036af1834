import JSON
import UsageModel

extension Delivery {
    private static let schema = "usageledger.delivery/1"

    /// The delivery as a file that people can read.
    var bytes: [UInt8] {
        var object = JSONObject()
        object.append("schema", .string(Self.schema))
        object.append("edition", .string(edition))
        object.append("list", .string(list))
        object.append("route", .string(route))
        object.append("state", .string(state.rawValue))
        object.append("message_id", .string(messageID))
        object.append("sender", .string(sender))
        object.append("recipients", .array(recipients.map(\.json)))
        object.append("attempts", .number(String(attempts)))
        object.append("made_at", .string(madeAt.description))
        object.append("first_tried_at", firstTriedAt.map { .string($0.description) })
        object.append("tried_at", triedAt.map { .string($0.description) })
        object.append("failure", failure?.json)
        return Array(JSONValue.object(object).prettyText.utf8)
    }

    /// Reads a delivery; nil for anything else.
    init?(bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), json["schema"]?.string == Self.schema,
            let edition = json["edition"]?.string, let list = json["list"]?.string,
            let route = json["route"]?.string, let messageID = json["message_id"]?.string,
            let sender = json["sender"]?.string, let attempts = json["attempts"]?.integer, attempts >= 0,
            let state = json["state"]?.string.flatMap({ State(rawValue: $0) }),
            let madeAt = json["made_at"]?.string.flatMap({ try? Instant($0) }),
            let elements = json["recipients"]?.array
        else { return nil }
        let recipients = elements.compactMap { Recipient($0) }
        guard recipients.count == elements.count else { return nil }
        self.edition = edition
        self.list = list
        self.route = route
        self.messageID = messageID
        self.sender = sender
        self.state = state
        self.recipients = recipients
        self.attempts = attempts
        self.madeAt = madeAt
        firstTriedAt = json["first_tried_at"]?.string.flatMap { try? Instant($0) }
        triedAt = json["tried_at"]?.string.flatMap { try? Instant($0) }
        failure = json["failure"].flatMap { Failure($0) }
    }
}

extension Delivery.Recipient {
    fileprivate var json: JSONValue {
        var object = JSONObject()
        object.append("address", .string(address))
        object.append("state", .string(state.rawValue))
        object.append("reply", reply.map { .string($0) })
        return .object(object)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let address = json["address"]?.string,
            let state = json["state"]?.string.flatMap({ State(rawValue: $0) })
        else { return nil }
        self.init(address: address, state: state, reply: json["reply"]?.string)
    }
}

extension Delivery.Failure {
    fileprivate var json: JSONValue {
        var object = JSONObject()
        object.append("code", .string(code))
        object.append("message", .string(message))
        object.append("hint", hint.map { .string($0) })
        object.append("unanswered", .bool(isUnanswered))
        object.append("lasting", .bool(isLasting))
        object.append("bytes_max", bytesMax.map { .number(String($0)) })
        return .object(object)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let code = json["code"]?.string, let message = json["message"]?.string else { return nil }
        self.init(
            code: code, message: message, hint: json["hint"]?.string,
            isUnanswered: json["unanswered"]?.bool ?? false, isLasting: json["lasting"]?.bool ?? false,
            bytesMax: json["bytes_max"]?.integer)
    }
}
