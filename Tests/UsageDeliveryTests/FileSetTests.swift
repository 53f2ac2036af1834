import Foundation
import Testing
import UsageDelivery
import UsageModel

@Suite struct FileSetTests {
    /// Runs a test in a folder of its own.
    static func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("usageledger-delivery-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    static func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    static func set(_ files: [String: String]) throws -> FileSet {
        try FileSet(
            files.sorted { $0.key < $1.key }.map { name, text in
                .init(name: name, bytes: Array(text.utf8), digest: "length \(text.utf8.count)")
            })
    }

    @Test func `files are written into a folder that is made, and receipts say what`() throws {
        try Self.inFolder { folder in
            let out = folder.appendingPathComponent("2025/03")
            let receipts = try Self.set(["a.csv": "1,2\n", "b.json": "{}"])
                .write(into: out.path)
            #expect(try Self.names(out) == ["a.csv", "b.json"])
            #expect(try String(contentsOf: out.appendingPathComponent("a.csv"), encoding: .utf8) == "1,2\n")
            #expect(receipts.map(\.name) == ["a.csv", "b.json"])
            #expect(receipts.map(\.digest) == ["length 4", "length 2"])
            #expect(receipts.map(\.byteCount) == [4, 2])
            #expect(receipts.map(\.path) == [out.path + "/a.csv", out.path + "/b.json"])
            #expect(receipts.allSatisfy { !$0.isReplacement })
        }
    }

    @Test func `a file on the disk is moved into the folder with the others`() throws {
        try Self.inFolder { folder in
            let made = folder.appendingPathComponent("made")
            try Data("large".utf8).write(to: made)
            let out = folder.appendingPathComponent("out")
            let set = try FileSet([
                .init(name: "a.csv", bytes: [0x31], digest: "bytes"),
                .init(name: "b.xlsx", movedFrom: made.path, digest: "large"),
            ])
            let receipts = try set.write(into: out.path)
            #expect(try Self.names(out) == ["a.csv", "b.xlsx"])
            #expect(receipts.map(\.digest) == ["bytes", "large"])
            #expect(receipts.map(\.byteCount) == [1, 5])
            #expect(!FileManager.default.fileExists(atPath: made.path))
        }
    }

    @Test func `a file that is not there to be moved replaces none`() throws {
        try Self.inFolder { folder in
            try Data("old".utf8).write(to: folder.appendingPathComponent("a.csv"))
            let set = try FileSet([
                .init(name: "a.csv", bytes: [0x31]),
                .init(name: "b.xlsx", movedFrom: folder.appendingPathComponent("none").path),
            ])
            #expect(throws: DeliveryError.self) { try set.write(into: folder.path) }
            #expect(try Self.names(folder) == ["a.csv"])
            let left = try String(contentsOf: folder.appendingPathComponent("a.csv"), encoding: .utf8)
            #expect(left == "old")
        }
    }

    @Test func `files of the same name are replaced, others stay`() throws {
        try Self.inFolder { folder in
            try Data("mine".utf8).write(to: folder.appendingPathComponent("notes.txt"))
            _ = try Self.set(["a.csv": "a long old text"]).write(into: folder.path)
            let receipts = try Self.set(["a.csv": "new", "c.csv": ""]).write(into: folder.path + "/")
            #expect(receipts.map(\.isReplacement) == [true, false])
            #expect(try Self.names(folder) == ["a.csv", "c.csv", "notes.txt"])
            #expect(try String(contentsOf: folder.appendingPathComponent("a.csv"), encoding: .utf8) == "new")
            #expect(
                try String(contentsOf: folder.appendingPathComponent("notes.txt"), encoding: .utf8) == "mine")
        }
    }

    @Test func `where one file cannot be written none is replaced and nothing is left behind`() throws {
        try Self.inFolder { folder in
            _ = try Self.set(["a.csv": "old"]).write(into: folder.path)
            let blocked = folder.appendingPathComponent("b.csv")
            try FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: false)
            let error = #expect(throws: DeliveryError.self) {
                try Self.set(["a.csv": "new", "b.csv": "x"]).write(into: folder.path)
            }
            #expect(error?.code == .fileNotWritten)
            #expect(error?.place?.file == blocked.path)
            #expect(try Self.names(folder) == ["a.csv", "b.csv"])
            #expect(try String(contentsOf: folder.appendingPathComponent("a.csv"), encoding: .utf8) == "old")
        }
    }

    @Test func `what a killed run left behind is no obstacle`() throws {
        try Self.inFolder { folder in
            try Data("half of a much longer file".utf8).write(
                to: folder.appendingPathComponent(".a.csv.partial"))
            _ = try Self.set(["a.csv": "new"]).write(into: folder.path)
            #expect(try Self.names(folder) == ["a.csv"])
            #expect(try String(contentsOf: folder.appendingPathComponent("a.csv"), encoding: .utf8) == "new")
        }
    }

    @Test func `a folder that is a file is an error with its path`() throws {
        try Self.inFolder { folder in
            let file = folder.appendingPathComponent("out")
            try Data().write(to: file)
            let error = #expect(throws: DeliveryError.self) {
                try Self.set(["a": "x"]).write(into: file.path)
            }
            #expect(error?.code == .folderUnusable)
            #expect(error?.code.category == .io)
            #expect(error?.place?.file == file.path)
        }
    }

    @Test(arguments: ["", ".", "..", "a/b", ".hidden", "a\0b", "a\nb", String(repeating: "x", count: 201)])
    func `names are plain`(name: String) {
        #expect(throws: DeliveryError.self) { try FileSet([.init(name: name, bytes: [])]) }
    }

    @Test func `a name may be there once`() {
        let file = FileSet.File(name: "a", bytes: [])
        #expect(throws: DeliveryError.self) { try FileSet([file, file]) }
    }
}
