import Foundation
import TestSupport
import Testing
import UsageCapture

/// A message of the AWS event stream, as the service writes it.
func binaryMessage(headers: [(name: String, value: String)], payload: String) -> [UInt8] {
    func number(_ value: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    var names: [UInt8] = []
    for header in headers {
        names += [UInt8(header.name.utf8.count)] + Array(header.name.utf8) + [7]
        names += number(header.value.utf8.count, bytes: 2) + Array(header.value.utf8)
    }
    let prelude = number(16 + names.count + payload.utf8.count, bytes: 4) + number(names.count, bytes: 4)
    let message =
        prelude + number(BinaryEventParser.checksum(prelude[...]), bytes: 4) + names + Array(payload.utf8)
    return message + number(BinaryEventParser.checksum(message[...]), bytes: 4)
}

struct BinaryEventParserTests {
    private let stop = binaryMessage(
        headers: [(":message-type", "event"), (":event-type", "messageStop")],
        payload: "{\"stopReason\":\"end_turn\"}")

    @Test func `knows the checksum of gzip`() {
        #expect(BinaryEventParser.checksum(Array("123456789".utf8)[...]) == 0xCBF4_3926)
    }

    @Test func `reads an event with its name`() {
        var parser = BinaryEventParser()
        let frames = parser.feed(stop[...])
        #expect(frames.map(\.event) == ["messageStop"])
        #expect(frames.map { String(decoding: $0.bytes, as: UTF8.self) } == ["{\"stopReason\":\"end_turn\"}"])
    }

    @Test func `unwraps the document of a chunk`() {
        let inner = Foundation.Data("{\"type\":\"message_stop\"}".utf8).base64EncodedString()
        var parser = BinaryEventParser()
        let frames = parser.feed(
            binaryMessage(
                headers: [(":event-type", "chunk")], payload: "{\"bytes\":\"\(inner)\",\"p\":\"ab\"}")[...])
        #expect(frames.map { String(decoding: $0.bytes, as: UTF8.self) } == ["{\"type\":\"message_stop\"}"])
    }

    @Test func `names an exception`() {
        var parser = BinaryEventParser()
        let frames = parser.feed(
            binaryMessage(headers: [(":exception-type", "throttlingException")], payload: "{}")[...])
        #expect(frames.map(\.event) == ["error:throttlingException"])
    }

    @Test func `leaves out a message that was changed, and reads on where its length can be trusted`() {
        var changed = stop
        changed[stop.count - 8] ^= 1
        var parser = BinaryEventParser()
        #expect(parser.feed((changed + stop)[...]).map(\.event) == ["messageStop"])
        #expect(parser.isBroken)
        changed = stop
        changed[0] ^= 1
        parser = BinaryEventParser()
        #expect(parser.feed((changed + stop)[...]).isEmpty)
        #expect(parser.isBroken)
    }

    @Test func `never takes a changed byte for an event`() throws {
        try forAll(seeds: 0..<100) { random in
            var bytes = stop
            let index = random.below(bytes.count)
            bytes[index] ^= UInt8(1 + random.below(255))
            var parser = BinaryEventParser()
            let frames = parser.feed((bytes + stop)[...])
            try #require(frames.count <= (parser.isBroken ? 1 : 2))
            try #require(!frames.contains { $0.event != "messageStop" })
        }
    }

    @Test func `gives the same events for any pieces`() throws {
        try forAll(seeds: 0..<50) { random in
            let bytes = stop + stop + stop
            var parser = BinaryEventParser()
            let frames = pieces(of: bytes, &random).flatMap { parser.feed($0) }
            try #require(frames.count == 3)
        }
    }
}
