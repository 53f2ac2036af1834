import Testing

@testable import Mail

@Suite struct MailAddressTests {
    @Test(arguments: [
        ("ann@example.com", "", "ann@example.com"), ("  ann@example.com ", "", "ann@example.com"),
        ("Ann Example <ann@example.com>", "Ann Example", "ann@example.com"),
        (
            "\"Ann, of finance\" <ann+cost@mail.example.co.uk>", "Ann, of finance",
            "ann+cost@mail.example.co.uk"
        ),
        ("<root@localhost>", "", "root@localhost"),
        ("Jörg <j.m@xn--mller-kva.de>", "Jörg", "j.m@xn--mller-kva.de"),
        ("nna\u{202E} <ann@example.com>", "nna", "ann@example.com"),
    ])
    func `reads a name and an address`(_ text: String, _ name: String, _ address: String) throws {
        let read = try MailAddress(text)
        #expect(read.name == name)
        #expect(read.address == address)
    }

    @Test(arguments: [
        "", "ann", "ann@", "@example.com", "ann@example..com", "ann@-example.com", "ann@exa mple.com",
        "ann@example.com>", "a@b@c", "-oQ/tmp@example.com", "ann@example.com\r\nBcc: eve@example.com",
        "Ann\nBcc: eve <ann@example.com>", "ann@müller.de", "ann@example.com, bob@example.com",
        "\"a\" b\" <ann@example.com>", "ann@[127.0.0.1]", ".ann@example.com", "ann.@example.com",
    ])
    func `refuses what could be taken for more than one address`(_ text: String) {
        #expect { try MailAddress(text) } throws: { ($0 as? MailError)?.code == .badAddress }
    }
}
