import Foundation
import UsageDelivery
import UsageLedger
import UsageModel
import UsageReports

/// The files of a report that are made from the calls themselves, on the disk: the workbook and the FOCUS files.
package final class ReportExports {
    private let folder: String
    private(set) var files: [FileSet.File] = []
    /// The same as pages list them.
    private(set) var listed: [ListedFile] = []

    /// A workbook with more calls than this is one that nobody wants to open.
    static let workbookCallsMax = 100_000

    /// Begins in a folder of the system for what is temporary.
    init() throws {
        folder =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("usageledger-\(String(SystemEdge.randomBits(), radix: 36))").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Writes `usage.xlsx`, where this build can.
    func addWorkbook(
        of selection: ExportSelection, from ledger: Ledger, request: ReportRequest, headline: String
    ) throws {
        guard WorkbookFile.isAvailable else { return }
        var input = try ledger.workbookInput(
            selection, generatedAt: request.generatedAt, producer: request.producer)
        input.headline = headline
        let count = try ledger.rowCount(in: selection.span, filters: selection.filters)
        input.hasCalls = count <= Self.workbookCallsMax
        let path = folder + "/usage.xlsx"
        try ledger.writeWorkbook(input, of: selection, to: path, temporaryFolder: folder)
        try add("usage.xlsx", at: path)
    }

    private func add(_ name: String, at path: String) throws {
        guard let digest = Ledger.digest(ofFile: path),
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        else { throw CocoaError(.fileReadUnknown) }
        files.append(FileSet.File(name: name, movedFrom: path, digest: digest))
        listed.append(ListedFile(name: name, byteCount: size.intValue, sha256: digest))
    }

    /// Writes `focus-1.2.csv` and `focus-1.4.csv`, and the calls that are in neither.
    ///
    /// Throws `totals_differ` where calls came after the report was reviewed, so that its files would not agree.
    func addFocus(of selection: ExportSelection, from ledger: Ledger, total: Money) throws {
        let targets = try FocusVersion.allCases.map { version in
            let name = "focus-\(version.rawValue).csv"
            let path = folder + "/" + name
            guard FileManager.default.createFile(atPath: path, contents: nil),
                let handle = FileHandle(forWritingAtPath: path)
            else { throw CocoaError(.fileWriteUnknown) }
            return (version: version, name: name, path: path, handle: handle)
        }
        let file = try ledger.writeFocus(targets.map(\.version), grain: .day, of: selection) {
            version, lines in
            try targets.first { $0.version == version }?.handle.write(contentsOf: Data(lines))
        }
        for target in targets { try target.handle.close() }
        guard file.total == total else {
            throw ReportingError(
                .totalsDiffer,
                "calls came while the report was made: its pages say \(total) US dollars, the rows \(file.total)",
                hint: "make it again")
        }
        for target in targets { try add(target.name, at: target.path) }
        // Also where it is empty, so that none of an earlier report stays in the folder.
        let (name, table) = ("focus-unpriced.csv", file.unpricedTable)
        let digest = Ledger.digest(table)
        files.append(FileSet.File(name: name, bytes: table, digest: digest))
        listed.append(ListedFile(name: name, byteCount: table.count, sha256: digest))
    }
}
