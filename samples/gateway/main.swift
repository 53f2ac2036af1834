// A gateway that passes calls on to a provider and records each with one line, see Gateway.swift:
//
//     swift run Gateway gateway.sqlite
//     usageledger --db gateway.sqlite models
//
// The provider is a fake on the loopback interface; nothing leaves the machine. The client makes four calls: a plain one, a
// streamed one, a streamed one that it breaks off, and one that the provider refuses.

import UsageLedger

let path = CommandLine.arguments.dropFirst().first ?? "gateway.sqlite"
let tracker = Tracker(path: path)
let provider = try FakeProvider()
let gateway = try Gateway(upstreamPort: provider.port, tracker: tracker)

func call(_ words: String, isStreaming: Bool = false, bytesMax: Int = .max) throws {
    let body =
        #"{"model":"gpt-4o","stream":\#(isStreaming),"messages":[{"role":"user","content":"\#(words)"}]}"#
    let connection = try Loopback.connect(to: gateway.port)
    connection.send(
        """
        POST /v1/chat/completions HTTP/1.1\r
        Host: gateway\r
        User-Agent: sample-client/1.0\r
        Content-Length: \(body.utf8.count)\r
        \r
        \(body)
        """)
    var received = 0
    while received < bytesMax, let piece = connection.receive() { received += piece.count }
    connection.close()
    print("client: \(words): \(received) bytes")
}

try call("plain")
try call("streamed", isStreaming: true)
try call("broken off", isStreaming: true, bytesMax: 1)
try call("refused")
gateway.finish()
tracker.close()

let report = tracker.report
print("tracker: \(report.recorded) recorded, \(report.spilled) spilled, \(report.dropped) dropped")
let ledger = try Ledger(reading: path)
try ledger.rows { row in
    let event = row.priced.event
    let cost =
        switch row.priced.costing {
        case .priced(let cost): "$\(cost.total)"
        case .unpriced(let reason): "no price: \(reason)"
        }
    print(
        "ledger: \(event.call.requestedModel) \(event.outcome.status.rawValue), "
            + "\(event.usageState.rawValue) usage, \(event.outcome.latencyMs ?? 0) ms, \(cost)")
}
