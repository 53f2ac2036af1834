import Foundation

/// Texts that are compared with files checked in beside the tests, in `Snapshots/`.
///
/// The variable `SNAPSHOTS` says what to write: `never` (the default), `missing` files, or `all`.
public enum Snapshot {
    /// What differs from the file, in words; nil where nothing does.
    public static func difference(_ text: String, named name: String, testFile: String = #filePath) -> String?
    {
        let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
            .appendingPathComponent("Snapshots")
        let file = folder.appendingPathComponent(name)
        let mode = ProcessInfo.processInfo.environment["SNAPSHOTS"] ?? "never"
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        if recorded == text { return nil }
        if mode == "all" || (mode == "missing" && recorded == nil) {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try text.write(to: file, atomically: true, encoding: .utf8)
                return nil
            } catch {
                return "\(name) cannot be written: \(error.localizedDescription)"
            }
        }
        guard let recorded else { return "\(name) is not there; record it with SNAPSHOTS=missing" }
        let pairs = zip(lines(recorded), lines(text)).enumerated()
        guard let (index, pair) = pairs.first(where: { $0.element.0 != $0.element.1 }) else {
            return "\(name) has \(lines(recorded).count) lines, the text \(lines(text).count)"
        }
        return "\(name):\(index + 1): recorded `\(pair.0)`, now `\(pair.1)`"
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
