import Arguments
import JSON
import UsageLedger
import UsageModel

/// `verify`: proves the ledger and prints one line that can be filed.
struct VerifyCommand: Sendable {
    let isJSON: Bool

    static let command = Command<Action>(
        "verify", "Prove that no row was changed, removed or doubled; prints one line to file",
        details: """
            Walks all rows: every hash, the chain, every cost against its breakdown. The digest of the content is the \
            same for the same calls in any ledger, whatever the order and the time of recording. The exit code is \
            1 where something does not hold, and the row is named.
            """,
        Flag("json", "Print JSON"),
    ) { isJSON in VerifyCommand(isJSON: isJSON).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let ledger = try invocation.context().existingLedger()
        let line = ProgressLine(
            on: invocation.console, "verifying", total: try ledger.rowCount(), unit: .items("rows"),
            elapsed: Stopwatch().elapsed)
        let proof = try ledger.verify { line.update(done: $0) }
        line.finish()
        if isJSON {
            try invocation.writeJSON(Self.json(proof))
        } else {
            try invocation.write(Self.line(proof) + "\n")
        }
        let hasColour = invocation.console.terminal.hasColourTalk
        for flaw in proof.flaws {
            let row = [flaw.sequence.map { "row \($0)" }, flaw.id].compactMap(\.self).joined(separator: ", ")
            let error = TextStyle.redBold.applied(to: "error:", if: hasColour)
            invocation.console.say("\(error) \(row.isEmpty ? "" : "\(row): ")\(flaw.message)")
        }
        return proof.isSound ? .done : .failed
    }

    /// One line with all that a file copy needs: it is the same as long as the rows are.
    static func line(_ proof: Verification) -> String {
        let word = proof.isSound ? "sound" : "NOT SOUND"
        return
            "usageledger \(word) rows=\(proof.rows) total_usd=\(proof.total) unpriced=\(proof.unpricedCalls) "
            + "content=sha256:\(proof.contentDigest) chain=\(proof.chainHead)"
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
