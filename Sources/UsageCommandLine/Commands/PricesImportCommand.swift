import Arguments
import Foundation
import JSON
import UsageLedger
import UsageModel

/// `prices import`: the catalogue's files from public price lists.
struct PricesImport: Sendable {
    let lists: String
    let folder: String
    let isJSON: Bool

    static let command = Command<Action>(
        "import", "Build the catalogue's files from public price lists",
        details: """
            The catalogue's folder holds `sources.json`, which names the lists with version and day, and `facts.json`, the \
            prices kept by hand. The same input gives the same files. The C file that embeds them goes to \
            `CPriceCatalogue` beside the folder's parent, where that exists, else into the folder.
            """,
        examples: ["usageledger prices import lists --out Sources/UsagePricing/Catalogue"],
        Option(required: "out", short: "o", .directory, "The catalogue's folder"),
        Flag("json", "Print JSON"), Positional(.directory.named("LISTS"), "The folder of the lists"),
    ) { folder, isJSON, lists in PricesImport(lists: lists, folder: folder, isJSON: isJSON).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let files = try PriceCatalogue.files(
            manifest: try bytes("\(folder)/sources.json"), facts: try bytes("\(folder)/facts.json"),
            list: { try bytes("\(lists)/\($0)") })
        var changed: [String] = []
        for file in files {
            let path = place(of: file.name)
            guard FileManager.default.contents(atPath: path) != Foundation.Data(file.text.utf8) else {
                continue
            }
            let output = try OutputFile(path, suffix: SystemEdge.randomBits())
            do {
                try output.write(file.text)
                try output.finish()
            } catch {
                output.abandon()
                throw error
            }
            changed.append(path)
        }
        if isJSON {
            try invocation.writeJSON([
                .init(name: "files", value: .number("\(files.count)")),
                .init(name: "changed", value: .array(changed.map { .string($0) })),
            ])
            return .done
        }
        for path in changed { try invocation.write("\(path)\n") }
        invocation.console.say(
            "\(Figure.counted(changed.count, "file")) of \(Figure.count(files.count)) changed")
        return .done
    }

    private func place(of name: String) -> String {
        let sources = URL(fileURLWithPath: folder).deletingLastPathComponent().deletingLastPathComponent()
        let embedding = sources.appendingPathComponent("CPriceCatalogue").path
        let isEmbedding = name.hasSuffix(".c") && FileManager.default.fileExists(atPath: embedding)
        return "\(isEmbedding ? embedding : folder)/\(name)"
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandLineError(.inputFailed, "`\(path)` cannot be read")
        }
        return Array(data)
    }
}
