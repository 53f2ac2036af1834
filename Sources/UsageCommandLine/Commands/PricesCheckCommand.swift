import Arguments
import Foundation
import JSON
import UsageLedger
import UsageModel

/// `prices check`: looks for slips in price files.
struct PricesCheck: Sendable {
    let isJSON: Bool
    let files: [String]

    static let command = Command<Action>(
        "check", "Look for slips in the catalogue or in price files of your own",
        details: """
            Finds amounts twenty times or more away from another source's, amounts that no unit of their kind costs \
            (cents for dollars, a price per token for one per million), output below a hundredth of input, dates that \
            overlap, aliases to nothing and names that mean two models. The exit code is 1 where something is found. \
            Without files the built-in catalogue is checked.
            """,
        examples: ["usageledger prices check", "usageledger prices check own-prices.json5"],
        Flag("json", "Print JSON"), Positional(repeated: .file.named("FILE"), "Price files"),
    ) { isJSON, files in PricesCheck(isJSON: isJSON, files: files).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let all = try files.isEmpty ? PriceCatalogue.findings() : files.flatMap(findings)
        let open = all.filter { $0.explanation == nil }
        if isJSON {
            try invocation.writeJSON([
                .init(name: "sound", value: .bool(open.isEmpty)),
                .init(name: "findings", value: .array(all.map { .object($0.json) })),
            ])
            return open.isEmpty ? .done : .failed
        }
        for finding in open { try invocation.write("\(finding.line)\n") }
        let explained = all.count - open.count
        let rest = explained > 0 ? ", \(Figure.count(explained)) more explained" : ""
        invocation.console.say("\(Figure.counted(open.count, "finding"))\(rest)")
        return open.isEmpty ? .done : .failed
    }

    private func findings(in file: String) throws -> [PriceFinding] {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandLineError(.inputFailed, "`\(file)` cannot be read")
        }
        return PriceCatalogue.findings(in: Array(data), file: file)
    }
}

extension PriceFinding {
    /// Place, what was checked and what is wrong, on one line.
    fileprivate var line: String {
        if check == .unreadable { return message }
        return [file, "\(provider.rawValue)/\(model)", message].compactMap(\.self).joined(separator: ": ")
    }

    fileprivate var json: JSONObject {
        var object = JSONObject([.init(name: "check", value: .string(check.rawValue))])
        object.append("file", file.map { .string($0) })
        if check != .unreadable {
            object.append("provider", .string(provider.rawValue))
            object.append("model_id", .string(model))
        }
        object.append("class", className.map { .string($0) })
        object.append("message", .string(message))
        object.append("explanation", explanation.map { .string($0) })
        return object
    }
}
