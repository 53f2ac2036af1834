import Arguments
import JSON
import UsageLedger
import UsageModel

/// `verify`: proves the ledger and prints one line that can be filed.
struct VerifyCommand: Sendable {
    let isJSON: Bool
    let files: [String]
    let options: QueryOptions
    let isRaw: Bool

    static let command = Command<Action>(
        "verify", "Prove that no row was changed, removed or doubled; prints one line to file",
        details: """
            Walks all rows: every hash, the chain, every cost against its breakdown, closed months, keys, and what an \
            export of them says. With `--export` it exports the same calls again and compares them with the file byte by \
            byte; name the period and the filters that the file was exported with. The digest of the content is the \
            same for the same calls in any ledger, whatever the order and the time of recording. The exit code is \
            1 where something does not hold, and the row is named.
            """,
        examples: [
            "usageledger verify", "usageledger verify --export march.csv --period 2025-03",
        ],
        Flag("json", "Print JSON"),
        Option(repeated: "export", .file, "A CSV, JSON Lines or JSON file that `export` wrote"),
        QueryOptions.parameters,
        Flag("raw", "The CSV files were exported with `--raw`"),
    ) { isJSON, files, options, isRaw in
        VerifyCommand(isJSON: isJSON, files: files, options: options, isRaw: isRaw).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let ledger = try context.existingLedger()
        let forms = try files.map { try Self.form(of: $0) }
        let line = ProgressLine(
            on: invocation.console, "verifying", total: try ledger.rowCount(), unit: .items("rows"),
            elapsed: Stopwatch().elapsed)
        var proof = try ledger.verify { line.update(done: $0) }
        line.finish()
        let exported = try exportFlaw(ledger, proof, invocation)
        if let flaw = exported.flaw { proof.flaws.append(flaw) }
        let span = try options.period.span(zone: context.zone, now: context.now())
        for (file, form) in zip(files, forms) {
            if let flaw = try flaw(of: file, form, ledger, span.instants, invocation) {
                proof.flaws.append(flaw)
            }
        }
        if isJSON {
            try invocation.writeJSON(
                Self.json(proof) + [.init(name: "exports_proven", value: .bool(exported.isProven))])
        } else {
            try invocation.write(Self.line(proof, exportsProven: exported.isProven) + "\n")
        }
        let hasColour = invocation.console.terminal.hasColourTalk
        for flaw in proof.flaws {
            let row = [flaw.sequence.map { "row \($0)" }, flaw.id].compactMap(\.self).joined(separator: ", ")
            let error = TextStyle.redBold.applied(to: "error:", if: hasColour)
            invocation.console.say("\(error) \(row.isEmpty ? "" : "\(row): ")\(flaw.message)")
        }
        return proof.isSound ? .done : .failed
    }

    /// Whether what an export says of all rows is what the rows say: the flaw, and whether it could be said.
    ///
    /// A damaged ledger has no export worth comparing; one that is written to meanwhile has more than was walked.
    private func exportFlaw(
        _ ledger: Ledger, _ proof: Verification, _ invocation: Invocation
    ) throws -> (flaw: Verification.Flaw?, isProven: Bool) {
        guard proof.isSound else { return (nil, false) }
        let line = ProgressLine(
            on: invocation.console, "verifying exports", total: proof.rows, unit: .items("rows"),
            elapsed: Stopwatch().elapsed)
        defer { line.finish() }
        var (rows, total) = (0, Money.zero)
        for tenant in try ledger.tenants() {
            let before = rows
            let exported = try ledger.exportedTotals(tenant: tenant) { line.update(done: before + $0) }
            rows += exported.rows
            total += exported.total
        }
        if rows > proof.rows { return (nil, false) }
        if rows == proof.rows, total == proof.total { return (nil, true) }
        let flaw = Verification.Flaw(
            message:
                "an export tells \(Figure.counted(rows, "row")) and \(total) US dollars, the ledger holds "
                + "\(proof.rows) and \(proof.total)")
        return (flaw, false)
    }

    private static func form(of file: String) throws -> ExportForm {
        let name = file.hasSuffix(".gz") ? String(file.dropLast(3)) : file
        if let form = ExportForm.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }) { return form }
        throw CommandLineError(
            .inputFailed, "`\(file)` is no export by its name",
            hint: "name it .csv, .jsonl or .json, as `usageledger export` was asked for")
    }

    /// What of a file is not what the rows say, or nil.
    private func flaw(
        of path: String, _ form: ExportForm, _ ledger: Ledger, _ span: Range<Instant>?,
        _ invocation: Invocation
    ) throws -> Verification.Flaw? {
        let file = try InputFile(path)
        let line = ProgressLine(
            on: invocation.console, "comparing \(path)",
            total: try ledger.rowCount(in: span, filters: options.filters), unit: .items("rows"),
            elapsed: Stopwatch().elapsed)
        defer { line.finish() }
        let comparison = try ledger.compare(
            form, isRaw: isRaw, in: span, filters: options.filters, withFile: { try file.read() },
            progress: { line.update(done: $0) })
        switch comparison {
        case .equal: return nil
        case .differs(let line):
            return .init(message: "`\(path)`, line \(line), is not what the ledger's rows say")
        case .endsEarly(let line):
            return .init(message: "`\(path)` ends in line \(line), and the ledger's rows go on")
        case .goesOn(let line):
            return .init(message: "`\(path)` goes on in line \(line), behind the last of the ledger's rows")
        }
    }

    /// One line with all that a file copy needs: it is the same as long as the rows are.
    static func line(_ proof: Verification, exportsProven: Bool) -> String {
        let word = proof.isSound ? "sound" : "NOT SOUND"
        return
            "usageledger \(word) rows=\(proof.rows) total_usd=\(proof.total) unpriced=\(proof.unpricedCalls) "
            + "content=sha256:\(proof.contentDigest) chain=\(proof.chainHead) "
            + "exports=\(exportsProven ? "proven" : "unproven")"
    }

    private static func json(_ proof: Verification) -> [JSONObject.Member] {
        let flaws = proof.flaws.map { flaw in
            JSONValue.object(
                JSONObject([
                    .init(name: "sequence", value: flaw.sequence.map { .number("\($0)") } ?? .null),
                    .init(name: "id", value: flaw.id.map { .string($0) } ?? .null),
                    .init(name: "message", value: .string(flaw.message)),
                ]))
        }
        return [
            .init(name: "sound", value: .bool(proof.isSound)),
            .init(name: "rows", value: .number("\(proof.rows)")),
            .init(name: "total_usd", value: .string(proof.total.description)),
            .init(name: "unpriced_calls", value: .number("\(proof.unpricedCalls)")),
            .init(name: "content_digest", value: .string(proof.contentDigest)),
            .init(name: "chain_head", value: .string(proof.chainHead)),
            .init(name: "flaws", value: .array(flaws)),
        ]
    }
}

/// `doctor`: what is wrong, in words, and what to do.
struct DoctorCommand: Sendable {
    let isJSON: Bool

    static let command = Command<Action>(
        "doctor", "Say in words what is wrong with the ledger and what to do",
        details: "The exit code is 1 where there is a problem.", Flag("json", "Print JSON"),
    ) { isJSON in DoctorCommand(isJSON: isJSON).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let findings = try context.existingLedger().diagnose()
        if isJSON {
            try invocation.writeJSON([
                .init(name: "ledger", value: .string(context.path)),
                .init(name: "findings", value: .array(findings.map(Self.json))),
            ])
        } else {
            try invocation.write(Self.text(findings, context.path, invocation))
        }
        return findings.contains { $0.severity == .problem } ? .failed : .done
    }

    private static func text(_ findings: [Diagnosis], _ path: String, _ invocation: Invocation) -> String {
        var facts = FactList(nameColumns: 10)
        for finding in findings {
            facts.add(word(finding.severity), "\(finding.subject): \(finding.message)")
            if let advice = finding.advice { facts.add("", "→ \(advice)") }
        }
        let problems = findings.count { $0.severity == .problem }
        let verdict =
            problems == 0 ? "No problem found." : "\(Figure.counted(problems, "problem")) found."
        return "\(DisplayText(path).text)\n\n"
            + facts.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
            + "\n\(verdict)\n"
    }

    private static func word(_ severity: Diagnosis.Severity) -> String {
        switch severity {
        case .fine: "well"
        case .notice: "notice"
        case .problem: "PROBLEM"
        }
    }

    private static func json(_ finding: Diagnosis) -> JSONValue {
        var object = JSONObject([
            .init(name: "severity", value: .string(finding.severity.rawValue)),
            .init(name: "subject", value: .string(finding.subject)),
            .init(name: "message", value: .string(finding.message)),
        ])
        object.append("advice", finding.advice.map { .string($0) })
        return .object(object)
    }
}
