/// Follows both sides of a talk with a mail server: who was refused, what the server said last, how far it came.
///
/// It is told line by line and knows nothing of sockets. What belongs to a login is never kept.
struct SMTPTalk: Sendable {
    private enum Stage {
        /// Greeting, capabilities, privacy.
        case opening
        case login
        case sender
        case recipient(String)
        case content
        /// Nothing that is said after QUIT is about the message.
        case leaving
    }

    private var stage = Stage.opening
    private var isContentAsked = false
    /// The recipients that were refused, with the server's words.
    private(set) var refusals: [SendReport.Refusal] = []
    /// How many recipients the server took.
    private(set) var acceptedCount = 0
    /// The largest message that the server takes.
    private(set) var bytesMax: Int?
    /// The last reply: its code and its words; those of a login are left out.
    private(set) var lastReply: (code: Int, text: String)?
    /// Whether the server took the message over.
    private(set) var isAccepted = false
    /// Whether the server answered to the whole message, be it to refuse it.
    private(set) var hasVerdict = false
    /// The lines of a reply that goes on, without their codes.
    private var earlierLines: [Substring] = []

    /// How much of a line and of a whole reply is kept.
    private static let lineMax = 200
    private static let replyMax = 500

    /// Whether nothing about the message has been said yet: greeting, capabilities, privacy and login come first.
    var isOpening: Bool {
        switch stage {
        case .opening, .login: true
        case .sender, .recipient, .content, .leaving: false
        }
    }

    /// Whether farewell has been said.
    var isLeaving: Bool { if case .leaving = stage { true } else { false } }

    /// A line that was sent.
    mutating func sent(_ line: String) {
        earlierLines = []
        let command = line.prefix { !$0.isWhitespace }.uppercased()
        switch command {
        case "EHLO", "HELO", "STARTTLS", "RSET", "NOOP": stage = .opening
        case "MAIL": stage = .sender
        case "RCPT":
            let address = line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
            stage = .recipient(String(address))
        case "DATA": stage = .content
        case "QUIT": stage = .leaving
        // AUTH and the secrets that follow it.
        default: stage = .login
        }
    }

    /// A line that was received.
    mutating func received(_ line: String) {
        let text = String(
            line.unicodeScalars.prefix(Self.lineMax).map {
                $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0)
            })
        guard let code = Int(text.prefix(3)), (200...599).contains(code) else { return }
        if case .opening = stage, text.dropFirst(4).uppercased().hasPrefix("SIZE ") {
            bytesMax = Int(text.dropFirst(9).prefix { $0.isNumber }).flatMap { $0 > 0 ? $0 : nil }
        }
        // A hyphen after the code: more lines follow.
        guard text.dropFirst(3).first != "-" else {
            if earlierLines.count < 10 { earlierLines.append(text.dropFirst(4)) }
            return
        }
        var words = Self.reply(text, after: earlierLines)
        earlierLines = []
        if case .login = stage { words = String(text.prefix(3)) }
        if case .leaving = stage { return }
        guard !hasVerdict else { return }
        lastReply = (code, words)
        switch stage {
        case .opening, .login, .sender, .leaving: break
        case .recipient(let address):
            if code < 300 {
                acceptedCount += 1
            } else {
                refusals.append(.init(address: address, reply: words, isLasting: code >= 500))
            }
        case .content:
            if code == 354 {
                isContentAsked = true
            } else {
                hasVerdict = true
                isAccepted = isContentAsked && code < 300
            }
        }
    }

    /// A reply on one line; a status such as `5.1.1` that every line of it repeats is kept once.
    private static func reply(_ last: String, after lines: [Substring]) -> String {
        var words: [Substring] = []
        var status: Substring?
        for (index, line) in (lines + [last.dropFirst(4)]).enumerated() {
            var rest = line.split(separator: " ")
            if index == 0 {
                status = rest.first.flatMap {
                    $0.contains(".") && $0.allSatisfy { $0.isNumber || $0 == "." } ? $0 : nil
                }
            } else if let status, rest.first == status {
                rest.removeFirst()
            }
            words += rest
        }
        return String(([last.prefix(3)] + words).joined(separator: " ").prefix(replyMax))
    }
}
