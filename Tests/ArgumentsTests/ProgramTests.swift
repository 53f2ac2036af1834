import Arguments
import TestSupport
import Testing

@Suite struct ProgramTests {
    @Test func `a command gets its values with their types`() throws {
        let request = try program.parse([
            "report", "--month", "2026-10", "-t", "a", "--tag=b", "--db", "x.db",
        ])
        guard case .run(let action, let common, let path) = request else {
            Issue.record("no command to run")
            return
        }
        #expect(action == #"report 2026-10 . pdf ["a", "b"] false"#)
        #expect(common == Common(db: "x.db", zone: "UTC"))
        #expect(path == ["report"])
    }

    @Test(arguments: [
        ("report -m 10", #"report 10 . pdf [] false"#),
        ("report -m10", #"report 10 . pdf [] false"#),
        ("report -m=10", #"report 10 . pdf [] false"#),
        ("report -qm 10", #"report 10 . pdf [] true"#),
        ("report -qm10 -o out", #"report 10 out pdf [] true"#),
        ("report --month= --format=csv", #"report  . csv [] false"#),
        ("report --month a=b", #"report a=b . pdf [] false"#),
        ("report --month=a=b", #"report a=b . pdf [] false"#),
        ("import a b", #"import ["a", "b"] false false all"#),
        ("import a -v b --json", #"import ["a", "b"] true true all"#),
        ("import -n -5 -", #"import ["-"] false false -5"#),
        ("import -n-5 -7", #"import ["-7"] false false -5"#),
        ("import -- -v --json --", #"import ["-v", "--json", "--"] false false all"#),
        ("--db x --zone Europe/Berlin summary", "start..end false db=x zone=Europe/Berlin"),
        ("summary --from 1 --to 2 --json --db=x", "1..2 true db=x"),
        ("summary --json --json", "start..end true"),
        ("explain 7", "explain 7 plain"),
        ("explain 7 csv", "explain 7 csv"),
        ("prices list", "prices list"),
        ("prices --db x show gpt-5 --as-of 2026-01-01", "prices show gpt-5 2026-01-01 db=x"),
        ("--version", "usageledger 1.2.3\n"),
    ])
    func `words become values`(_ line: String, _ expected: String) {
        #expect(ask(line) == .success(expected))
    }

    @Test(arguments: [
        ("", "`usageledger` needs a command | see `usageledger --help`"),
        ("--zone UTC", "`usageledger` needs a command | see `usageledger --help`"),
        ("sumary", "`usageledger` has no command `sumary` | did you mean `summary`?"),
        ("sum", "`usageledger` has no command `sum` | did you mean `summary`?"),
        ("xyzzy", "`usageledger` has no command `xyzzy` | see `usageledger --help`"),
        ("list", "`usageledger` has no command `list` | did you mean `prices list`?"),
        ("prices", "`usageledger prices` needs a command | one of `list`, `show`"),
        ("prices lsit", "`usageledger prices` has no command `lsit` | did you mean `list`?"),
        ("summary --jsno", "`usageledger summary` has no option `--jsno` | did you mean `--json`?"),
        ("summary -json", "`usageledger summary` has no option `-json` | did you mean `--json`?"),
        (
            "summary --month 1",
            "`usageledger summary` has no option `--month` | `--month` is an option of `usageledger report`"
        ),
        (
            "--json summary",
            "`usageledger` has no option `--json` | "
                + "`--json` is an option of `usageledger import`, `usageledger summary`"
        ),
        ("summary --zzz=1", "`usageledger summary` has no option `--zzz`"),
        ("report", "`usageledger report` needs `--month MONTH` | see `usageledger report --help`"),
        ("import", "`usageledger import` needs `FILE...` | see `usageledger import --help`"),
        ("report --month", "`--month` needs a value (`MONTH`)"),
        (
            "report --month --quiet",
            "`--month` needs a value (`MONTH`), but `--quiet` follows | "
                + "a value that starts with a dash is written `--month=-...`"
        ),
        ("report -m 1 --month 2", "`--month` is given twice"),
        ("report -m 1 --quiet=yes", "`--quiet` takes no value, but got `yes`"),
        ("report -m 1 -q=yes", "`--quiet` takes no value, but got `yes`"),
        (
            "report -m 1 --format pfd",
            "`pfd` is not a value for `--format`: expected `pdf`, `png` or `csv` | did you mean `pdf`?"
        ),
        ("import f -n 1001", "`1001` is not a value for `--limit`: expected a whole number from -9 to 1000"),
        (
            "import f -n 99999999999999999999",
            "`99999999999999999999` is not a value for `--limit`: expected a whole number from -9 to 1000"
        ),
        ("explain 1 csv x", "`usageledger explain` does not expect `x`"),
        ("summary --to 2", "`--to` needs `--from` | give both days"),
        ("-- summary", "`--` must come after a command"),
        ("help sumary", "`usageledger` has no command `sumary` | did you mean `summary`?"),
        ("bogus --help", "`usageledger` has no command `bogus` | see `usageledger --help`"),
        ("completions tcsh", "`tcsh` is not a value for `SHELL`: expected `bash`, `zsh` or `fish`"),
    ])
    func `a mistake is named, with a hint where one helps`(_ line: String, _ expected: String) {
        #expect(complaint(line) == expected)
    }

    @Test func `the place of a mistake is the index of its word`() throws {
        guard case .failure(let error) = ask("--db x report -m 1 --fromat pdf") else {
            Issue.record("accepted")
            return
        }
        #expect(error.place == 5)
        #expect(error.code == .unknownOption)
    }

    @Test func `an option falls back to its environment variable and then to none`() {
        #expect(
            ask("prices list", environment: ["USAGELEDGER_DB": "e.db"]) == .success("prices list db=e.db"))
        #expect(
            ask("prices list --db w", environment: ["USAGELEDGER_DB": "e"]) == .success("prices list db=w"))
        #expect(ask("prices list", environment: ["USAGELEDGER_DB": ""]) == .success("prices list"))
    }

    @Test func `a typed word cannot break out of its message`() {
        guard case .failure(let error) = ask(["\u{1b}[31m\n\u{202e}" + String(repeating: "x", count: 100)])
        else {
            Issue.record("accepted")
            return
        }
        #expect(error.message.hasPrefix(#"`usageledger` has no command `\u{1b}[31m\u{a}\u{202e}xxx"#))
        #expect(error.message.hasSuffix("x…`"))
    }

    @Test func `help is found wherever it is asked for`() {
        let wanted = program.help(for: ["report"])
        for line in [
            "report --help", "report -h", "--help report", "help report", "report --bogus 1 --help",
            "report -qh -m 1", "--db x report -m -h", "report --month 1 x y z --help",
        ] {
            #expect(ask(line) == .success(wanted), "\(line)")
        }
        #expect(ask("--help") == .success(program.help()))
        #expect(ask("help") == .success(program.help()))
        #expect(ask("prices -h") == .success(program.help(for: ["prices"])))
        #expect(complaint("import --") == complaint("import"))
        #expect(ask("import -- --help") == .success(#"import ["--help"] false false all"#))
    }
}
