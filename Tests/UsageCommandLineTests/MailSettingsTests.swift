import Foundation
import Testing
import UsageCommandLine

@Suite struct MailSettingsTests {
    private func outcome(_ mail: String) throws -> CommandRun.Outcome {
        let run = try CommandRun()
        _ = run("import", "-", input: CommandRun.calls)
        let config = try run.file("usageledger.json5", "{ mail: \(mail) }")
        return run("nightly", "--config", config, "--dry-run")
    }

    private static let lists = "lists: [{ name: \"finance\", to: [\"Ann <ann@example.com>\"] }]"
    private static let from = "from: \"Costs <usage@example.com>\""

    @Test(arguments: [
        "{ \(from), outbox: \"out\", \(lists) }",
        "{ \(from), server: \"localhost\", tls: \"none\", \(lists), tries: 1, bytes_max: 200000 }",
        "{ \(from), server: \"[::1]:2525\", tls: \"implicit\", connect_seconds: 5, total_seconds: \"60\", \(lists) }",
        "{ \(from), sendmail: \"/usr/sbin/sendmail\", lists: [{ name: \"board\", to: [\"a@b.c\"], every: \"month\", "
            + "attach: [] }] }",
    ])
    func `settings that are right`(_ mail: String) throws {
        let outcome = try outcome(mail)
        #expect(outcome.code == .done, "\(outcome.talk)")
    }

    @Test(arguments: [
        ("{ outbox: \"out\" }", "(`mail.from`): expected who sends"),
        ("{ from: \"me\", outbox: \"out\" }", "(`mail.from`): `me` is no mail address"),
        ("{ \(from) }", "expected a way for mail to take"),
        ("{ \(from), outbox: \"out\", server: \"x\" }", "mail takes one way, not 2"),
        ("{ \(from), outbox: \"out\", lsts: [] }", "(`mail.lsts`): `lsts` is nothing that `mail` has"),
        ("{ \(from), outbox: \"out\", tls: \"none\" }", "(`mail.tls`): `tls` is for a `server`"),
        ("{ \(from), server: \"x:99999\" }", "(`mail.server`): expected a mail server"),
        ("{ \(from), server: \"x y\" }", "(`mail.server`): expected a mail server"),
        ("{ \(from), server: \"x\", tls: \"on\" }", "(`mail.tls`): `on` is not one of"),
        ("{ \(from), server: \"x\", user: \"u\" }", "(`mail.user`): expected one place of the password"),
        (
            "{ \(from), server: \"x\", tls: \"optional\", user: \"u\", password_env: \"P\" }",
            "(`mail.tls`): the password would travel to `x` for everybody to read"
        ),
        ("{ \(from), server: \"x\", password_env: \"P\" }", "(`mail.user`): a password is of no use"),
        (
            "{ \(from), server: \"x\", total_seconds: 0 }",
            "(`mail.total_seconds`): expected a whole number from 1"
        ),
        (
            "{ \(from), outbox: \"o\", lists: [{ name: \"A B\", to: [\"a@b.c\"] }] }",
            "(`mail.lists[0]`): `A B` is no name"
        ),
        (
            "{ \(from), outbox: \"o\", lists: [{ name: \"a\", to: [\"a@b.c\", \"A@b.c\"] }] }",
            "is on the list `a` twice"
        ),
        ("{ \(from), outbox: \"o\", lists: [{ name: \"a\", to: [\"x\"] }] }", "`x` is no mail address"),
        (
            "{ \(from), outbox: \"o\", lists: [{ name: \"a\" }] }",
            "(`mail.lists[0].to`): expected the recipients"
        ),
        (
            "{ \(from), outbox: \"o\", lists: [{ name: \"a\", to: [\"a@b.c\"], every: \"year\" }] }",
            "`year` is not one of"
        ),
        ("{ \(from), outbox: \"o\", \(lists), bytes_max: 5 }", "(`mail.bytes_max`): expected a whole number"),
        ("[]", "(`mail`): expected an object"),
    ])
    func `settings that are wrong are named with file and place`(_ mail: String, _ message: String) throws {
        let outcome = try outcome(mail)
        #expect(outcome.code == .badInput)
        #expect(outcome.talk.contains("usageledger.json5"), "\(outcome.talk)")
        #expect(outcome.talk.contains(message), "\(outcome.talk)")
    }

    @Test func `a password that is not there is named by its place and shown nowhere`() throws {
        let outcome = try outcome(
            "{ \(Self.from), server: \"localhost\", user: \"u\", password_env: \"NO_SUCH_VARIABLE\", \(Self.lists) }"
        )
        #expect(outcome.code == .badInput)
        #expect(outcome.talk.contains("the variable `NO_SUCH_VARIABLE` holds no password"))
    }
}
