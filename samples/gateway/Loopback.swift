import Foundation

/// As much of sockets and HTTP as the sample needs; a real gateway brings its own.
enum Loopback {
    struct Failure: Error { let code = errno }

    static func listen() throws -> Listener {
        let socket = try open()
        var address = address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(socket, pointer, length) == 0 && Glibc.listen(socket, 16) == 0
                    && getsockname(socket, pointer, &length) == 0
            }
        }
        guard isBound else { throw Failure() }
        return Listener(socket: socket, port: UInt16(bigEndian: address.sin_port))
    }

    static func connect(to port: UInt16) throws -> Connection {
        let socket = try open()
        var address = address(port: port)
        let isOpen = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe Glibc.connect(socket, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isOpen else { throw Failure() }
        return Connection(socket: socket)
    }

    private static func open() throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw Failure() }
        return socket
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

struct Listener: Sendable {
    let socket: Int32
    let port: UInt16

    /// Hands each connection to `body` on a thread of its own, for as long as the process lives.
    func serve(_ body: @escaping @Sendable (Connection) -> Void) {
        Thread.detachNewThread {
            while true {
                let client = accept(socket, nil, nil)
                guard client >= 0 else { return }
                Thread.detachNewThread {
                    let connection = Connection(socket: client)
                    body(connection)
                    connection.close()
                }
            }
        }
    }
}

struct Connection: Sendable {
    let socket: Int32
    /// All of them come over the loopback interface.
    let peer = "127.0.0.1"

    /// The next bytes, or nil at the end.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    /// Whether the other end still takes bytes.
    @discardableResult func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let rest = Array(bytes[sent...])
            let count = unsafe Glibc.send(socket, rest, rest.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    func close() {
        shutdown(socket, Int32(SHUT_RDWR))
        Glibc.close(socket)
    }
}

/// A request with its whole body, or a response of which only the head has been waited for.
struct HTTPMessage {
    var head: [Substring] = []
    var headers: [(name: String, value: String)] = []
    /// What has arrived of the body.
    var body: [UInt8] = []
    /// What has arrived, as it came.
    var bytes: [UInt8] = []

    var path: String { head.count > 1 ? String(head[1]) : "" }
    var status: Int { head.count > 1 ? Int(head[1]) ?? 0 : 0 }

    init?(headOf connection: Connection) {
        let end = Array("\r\n\r\n".utf8)
        while bytes.firstRange(of: end) == nil {
            guard let piece = connection.receive() else { return nil }
            bytes += piece
        }
        guard let range = bytes.firstRange(of: end) else { return nil }
        let lines = String(decoding: bytes[..<range.lowerBound], as: UTF8.self).split(separator: "\r\n")
        head = lines.first?.split(separator: " ") ?? []
        headers = lines.dropFirst().compactMap { line in
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2 else { return nil }
            return (String(sides[0]), sides[1].trimmingCharacters(in: .whitespaces))
        }
        body = Array(bytes[range.upperBound...])
    }

    init?(from connection: Connection) {
        self.init(headOf: connection)
        let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        while body.count < length {
            guard let piece = connection.receive() else { return nil }
            body += piece
            bytes += piece
        }
    }
}
