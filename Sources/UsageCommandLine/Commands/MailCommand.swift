import Arguments
import Foundation
import JSON
import UsageModel
import UsageReporting

/// `mail`: what became of the mail that was to be sent.
enum MailCommand {
    static let command = Command<Action>(
        "mail", "What became of the mail: waiting, in doubt, sent; send again, test",
        commands: [list, retry, again, settle, test])

    private static let edition = Positional(.text.named("EDITION"), "The edition, as in 2026-10-17")
    private static let listName = Option(required: "list", short: "l", .text.named("NAME"), "The list")
    private static let outbox = Option(
        "outbox", .directory, "The mail that was written into a folder, and not sent")

    private static let list = Command<Action>(
        "list", "Every mail, to whom it went, and what it waits for", outbox, Flag("json", "Print JSON")
    ) { outbox, isJSON in
        { invocation in
            let desk = try opened(outbox, invocation)
            let (letters, failures) = desk.letters()
            if isJSON {
                try invocation.writeJSON([.init(name: "mails", value: .array(letters.map(json)))])
            } else {
                for letter in letters { try invocation.write(text(letter)) }
            }
            say(failures, invocation)
            return failures.isEmpty && letters.allSatisfy(isDone) ? .done : .failed
        }
    }

    private static let retry = Command<Action>(
        "retry", "Send the mail that waits, now", outbox
    ) { outbox in
        { invocation in
            let (letters, failures) = try opened(outbox, invocation).retry()
            for letter in letters { try invocation.write(text(letter)) }
            say(failures, invocation)
            return failures.isEmpty && letters.allSatisfy(isDone) ? .done : .failed
        }
    }

    private static let again = Command<Action>(
        "again", "Send a mail, whatever became of it, to those on the list now who do not have it", edition,
        listName, outbox
    ) { edition, list, outbox in
        { invocation in
            let letter = try opened(outbox, invocation).sendAgain(edition, list: list)
            try invocation.write(text(letter))
            return letter.state == .sent ? .done : .failed
        }
    }

    private static let settle = Command<Action>(
        "settle", "Decide that a mail that waits, is in doubt or was given up need not be sent", edition,
        listName, outbox
    ) { edition, list, outbox in
        { invocation in
            try invocation.write(text(try opened(outbox, invocation).settle(edition, list: list)))
            return .done
        }
    }

    private static let test = Command<Action>(
        "test", "Send a short mail, once, to see that the settings are right",
        Option(required: "to", .text.named("ADDRESS"), "Who gets it"), outbox
    ) { address, outbox in
        { invocation in
            let letter = try opened(outbox, invocation).test(to: address)
            try invocation.write(text(letter))
            return letter.state == .sent ? .done : .failed
        }
    }

    private static func opened(_ outbox: String?, _ invocation: Invocation) throws -> MailDesk {
        let context = try invocation.context()
        guard let mailing = try MailRequest(outbox: outbox).mailing(context, invocation) else {
            throw CommandLineError(
                .badSettings, "there is no `mail` in the settings",
                hint: "see `usageledger help`, or name a folder with --outbox")
        }
        return MailDesk(
            ledger: context.path, mailing: mailing, now: context.now,
            wait: { Thread.sleep(forTimeInterval: $0 / .seconds(1)) })
    }

    /// Whether nobody has to look after a letter.
    private static func isDone(_ letter: MailDesk.Letter) -> Bool {
        switch letter.state {
        case .sent, .closed: true
        case .waiting, .inDoubt, .givenUp: false
        }
    }

    /// Names the letters that cannot be read.
    private static func say(_ failures: [NightlyRun.Failure], _ invocation: Invocation) {
        for failure in failures {
            invocation.console.say(failure.message)
            if let hint = failure.hint { invocation.console.say("hint: \(hint)") }
        }
    }

    private static func text(_ letter: MailDesk.Letter) -> String {
        var text = "\(letter.edition) to the list \(letter.list): \(letter.state.rawValue)"
        let waiting = letter.recipients.count { !$0.isSent }
        if waiting > 0 {
            text += ", \(waiting) of \(Figure.counted(letter.recipients.count, "recipient")) without it"
        }
        text += "\n"
        for recipient in letter.recipients where recipient.reply != nil {
            text += "  \(recipient.address): \(recipient.reply ?? "")\n"
        }
        if let failure = letter.failure { text += "  \(failure)\n" }
        return text + "  \(letter.file)\n"
    }

    private static func json(_ letter: MailDesk.Letter) -> JSONValue {
        [
            "edition": .string(letter.edition), "list": .string(letter.list),
            "state": .string(letter.state.rawValue),
            "attempts": .number(String(letter.attempts)), "message_id": .string(letter.messageID),
            "file": .string(letter.file), "failure": letter.failure.map { .string($0) } ?? .null,
            "recipients": .array(
                letter.recipients.map { recipient in
                    [
                        "address": .string(recipient.address), "sent": .bool(recipient.isSent),
                        "reply": recipient.reply.map { .string($0) } ?? .null,
                    ]
                }),
        ]
    }
}
