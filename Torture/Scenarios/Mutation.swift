import TestSupport

/// What happens to the bytes of a file.
enum Mutation: String, CaseIterable {
    case flippedBit = "flipped bit"
    case flippedBits = "flipped bits"
    case noise
    case zeroedPage = "zeroed page"
    case copiedPage = "copied page"
    case swappedPages = "swapped pages"
    case cutFile = "cut file"
    case zeroedHeader = "zeroed header"
    case cutLog = "cut log"
    case flippedLog = "flipped bit of the log"
    case missingLog = "missing log"
    case editedCell = "edited cell"
    case removedRow = "removed row"
    case removedSideRow = "removed row beside the calls"

    /// What is done to a table, where it is somebody with SQL who changes the file.
    var edit: CellEdit.Kind? {
        switch self {
        case .editedCell: .changedCell
        case .removedRow: .removedRow
        case .removedSideRow: .removedSideRow
        default: nil
        }
    }

    var isOfLog: Bool { [.cutLog, .flippedLog, .missingLog].contains(self) }

    private static let pageBytes = 8_192

    func apply(to file: inout [UInt8], _ log: inout [UInt8], _ random: inout SeededRandom) {
        let pages = max(1, file.count / Self.pageBytes)
        func page(_ random: inout SeededRandom) -> Range<Int> {
            let start = random.below(pages) * Self.pageBytes
            return start..<min(file.count, start + Self.pageBytes)
        }
        switch self {
        case .flippedBit: file[random.below(file.count)] ^= 1 << UInt8(random.below(8))
        case .flippedBits:
            for _ in 0..<(2 + random.below(30)) {
                file[random.below(file.count)] ^= 1 << UInt8(random.below(8))
            }
        case .noise:
            let start = random.below(file.count)
            for index in start..<min(file.count, start + 1 + random.below(600)) {
                file[index] = UInt8(truncatingIfNeeded: random.next())
            }
        case .zeroedPage: for index in page(&random) { file[index] = 0 }
        case .copiedPage:
            let (source, target) = (page(&random), page(&random))
            file.replaceSubrange(target, with: Array(file[source]))
        case .swappedPages:
            let (one, other) = (page(&random), page(&random))
            let bytes = Array(file[one])
            file.replaceSubrange(one, with: Array(file[other]))
            file.replaceSubrange(other, with: bytes)
        case .cutFile: file.removeLast(1 + random.below(file.count))
        case .zeroedHeader: for index in 0..<100 { file[index] = 0 }
        case .cutLog: log.removeLast(1 + random.below(log.count))
        case .flippedLog: log[random.below(log.count)] ^= 1 << UInt8(random.below(8))
        case .missingLog: log = []
        case .editedCell, .removedRow, .removedSideRow: break
        }
    }
}
