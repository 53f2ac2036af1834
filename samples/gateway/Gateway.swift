import Foundation
import UsageLedger

/// Passes requests on to one provider and the responses back, byte by byte as they come.
final class Gateway: Sendable {
    let port: UInt16
    private let connections = DispatchGroup()

    init(upstreamPort: UInt16, tracker: Tracker) throws {
        let listener = try Loopback.listen()
        port = listener.port
        let connections = connections
        listener.serve { client in
            connections.enter()
            defer { connections.leave() }
            guard let request = HTTPMessage(from: client) else { return }

            // The one line: from here on the call is tracked, however it ends.
            let call = tracker.begin(
                TrackedRequest(
                    provider: Provider(named: "openai"), path: request.path, body: request.body,
                    headers: request.headers, peer: client.peer))

            guard let upstream = try? Loopback.connect(to: upstreamPort) else {
                client.send("HTTP/1.1 502 Bad Gateway\r\n\r\n")
                return call.fail("no_upstream")
            }
            defer { upstream.close() }
            upstream.send(request.bytes)
            guard let response = HTTPMessage(headOf: upstream) else { return call.fail("no_response") }
            call.respond(status: response.status, headers: response.headers)
            client.send(response.bytes)
            call.feed(response.body)
            while let piece = upstream.receive() {
                call.feed(piece)
                // A client that has gone away ends the call where it stands.
                guard client.send(piece) else { return call.cancel() }
            }
            call.finish()
        }
    }

    /// Waits until every connection has ended.
    func finish() { connections.wait() }
}
