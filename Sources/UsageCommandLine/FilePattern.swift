import Foundation
import UsageModel

/// A file's name in the settings, in whose last part `*` stands for any letters: `prices/*.json5`.
struct FilePattern: Hashable, Sendable {
    private let path: String

    /// A name, relative to a folder unless it begins with `/`.
    init(_ name: String, in folder: String) {
        path = name.hasPrefix("/") ? name : folder + "/" + name
    }

    /// The files that are meant, by name; none where a pattern fits none or its folder is not there.
    var files: [String] {
        let url = URL(fileURLWithPath: path)
        guard url.lastPathComponent.contains("*") else { return [path] }
        let folder = (path as NSString).deletingLastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let parts = url.lastPathComponent.split(separator: "*", omittingEmptySubsequences: false)
        // A hidden file is meant only where its name is written out.
        return names.filter { !$0.hasPrefix(".") && Self.fits($0, parts) }.sorted().map { "\(folder)/\($0)" }
    }

    /// Whether a name has these parts in their order, the first at its start and the last at its end.
    private static func fits(_ name: String, _ parts: [Substring]) -> Bool {
        guard let first = parts.first, let last = parts.last, name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
