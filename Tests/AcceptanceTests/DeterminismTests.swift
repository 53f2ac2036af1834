import Foundation
import JSON
import TestSupport
import Testing

/// The same ledger gives the same bytes, whoever asks and wherever.
@Suite struct DeterminismTests {
    @Test func `a report has the same bytes from processes that live in different places`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Sample.ledger()
        var here = Command(db: ledger)
        here.environment = ["TZ": "UTC", "LC_ALL": "C", "LANG": "C"]
        var there = Command(db: ledger)
        let fonts = folder.path("fonts.conf")
        try Self.otherFonts.write(toFile: fonts, atomically: true, encoding: .utf8)
        let elsewhere = folder.url.appendingPathComponent("else where")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        there.environment = [
            "TZ": "Pacific/Chatham", "LC_ALL": "de_DE.UTF-8", "LANG": "ar_EG.UTF-8", "HOME": elsewhere.path,
            "FONTCONFIG_FILE": fonts, "XDG_CONFIG_HOME": elsewhere.path, "COLUMNS": "40", "NO_COLOR": "1",
        ]
        there.folder = elsewhere
        let first = try Self.report(by: here, into: folder.path("one"), named: folder.path("one"))
        let second = try Self.report(by: there, into: "two", named: elsewhere.path + "/two")
        #expect(first.map(\.name).contains("report.pdf"))
        #expect(Set(first.map(\.type)) == ["pdf", "png", "csv", "json", "jsonl", "md", "xlsx"])
        for (one, two) in zip(first, second) { #expect(one == two) }
        #expect(first.count == second.count)
    }

    @Test func `two ledgers of the same calls give the same digest and the same report`() throws {
        let folder = try TemporaryFolder()
        // The same file under another name, and read from a pipe.
        let data = try Data(contentsOf: URL(fileURLWithPath: Sample.file))
        let other = Command(db: folder.path("other.sqlite"))
        let run = try other.run("import", "--as-of", Sample.moment, "-", input: data)
        try #require(run.ending == .exit(0), "\(run.talk)")
        let one = Command(db: try Sample.ledger())
        let first = try one.run("verify", "--json").json()
        let second = try other.run("verify", "--json").json()
        #expect(first["content_digest"]?.string?.count == 64)
        #expect(first["content_digest"] == second["content_digest"])
        #expect(first["total_usd"] == second["total_usd"])
        #expect(
            try Self.report(by: one, into: folder.path("one"), named: folder.path("one"))
                == Self.report(by: other, into: folder.path("two"), named: folder.path("two")))
    }

    private struct Written: Hashable {
        var name: String
        var sha256: String
        var type: String { String(name.split(separator: ".").last ?? "") }
    }

    /// Writes a report and has its files digested by a program that is not ours.
    private static func report(by command: Command, into target: String, named folder: String) throws
        -> [Written]
    {
        let run = try command.run("report", "--period", "2025-03", "--budget", "100", "--out", target)
        try #require(run.ending == .exit(0), "\(run.talk)")
        let digests = try Command().shell("cd '\(folder)' && sha256sum *")
        try #require(digests.ending == .exit(0), "\(digests.talk)")
        return digests.lines.map { line in
            Written(name: String(line.dropFirst(66)), sha256: String(line.prefix(64)))
        }
    }

    /// Settings in which every family of letters is another one.
    private static let otherFonts = """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig>
          <dir>/usr/share/fonts</dir>
          <match target="pattern">
            <edit name="family" mode="assign" binding="strong"><string>DejaVu Sans Mono</string></edit>
          </match>
          <match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>
          <match target="font"><edit name="antialias" mode="assign"><bool>false</bool></edit></match>
        </fontconfig>
        """
}
