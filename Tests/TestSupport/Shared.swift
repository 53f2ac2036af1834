public import Foundation

/// The folder of data that lies beside a checkout and is not part of it; tests that need it say so when it is missing.
public enum Shared {
    /// The folder, or nil where it is not there.
    public static let folder: URL? = {
        var places: [URL] = []
        if let named = ProcessInfo.processInfo.environment["USAGELEDGER_SHARED"] {
            places.append(URL(fileURLWithPath: named))
        }
        var parent = Repository.root.deletingLastPathComponent()
        for _ in 0..<2 {
            places.append(parent.appendingPathComponent("shared"))
            parent.deleteLastPathComponent()
        }
        return places.first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("data").path) }
    }()

    /// Whether the folder is there, for `.enabled(if:)`.
    public static var isThere: Bool { folder != nil }

    /// A file in the folder, or nil where the folder is missing.
    public static func file(_ path: String) -> URL? {
        folder?.appendingPathComponent(path)
    }
}

/// The checkout that holds these tests.
public enum Repository {
    /// The folder that holds `Package.swift`.
    public static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/",
            !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()
}
