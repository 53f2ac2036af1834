import TestSupport

/// What a disk holds while it is written: what is safe, and what is still under way and may be kept, torn or dropped.
struct DiskState {
    /// The content of one file.
    private struct File {
        var safe: [UInt8] = []
        /// What was done since the last sync, oldest first.
        var pending: [Change] = []
    }

    private enum Change {
        case write(offset: Int, bytes: [UInt8])
        case truncate(size: Int)
    }

    private enum Naming {
        case create(file: Int)
        case delete
    }

    private var files: [Int: File] = [:]
    private var safeNames: [String: Int] = [:]
    private var pendingNames: [String: [Naming]] = [:]

    /// How much a disk writes at once: nothing smaller is torn.
    static let sectorBytes = 512

    /// Does what a program did.
    mutating func apply(_ operation: FaultDisk.Operation) {
        switch operation {
        case .create(let file, let name):
            files[file] = File()
            pendingNames[name, default: []].append(.create(file: file))
        case .delete(let name): pendingNames[name, default: []].append(.delete)
        case .write(let file, let offset, let bytes):
            files[file]?.pending.append(.write(offset: offset, bytes: bytes))
        case .truncate(let file, let size): files[file]?.pending.append(.truncate(size: size))
        case .sync(let file): settle(file)
        case .syncFolder:
            safeNames = names { _ in .max }
            pendingNames = [:]
        case .acknowledge: break
        }
    }

    private mutating func settle(_ number: Int) {
        guard var file = files.removeValue(forKey: number) else { return }
        for change in file.pending { Self.apply(change, to: &file.safe) }
        file.pending = []
        files[number] = file
    }

    /// The files as the programs that are still running see them.
    func now() -> [String: [UInt8]] {
        names { _ in .max }.compactMapValues { number in
            guard let file = files[number] else { return nil }
            var bytes = file.safe
            for change in file.pending { Self.apply(change, to: &bytes) }
            return bytes
        }
    }

    /// The files after a loss of power: all that is safe, and of the rest what chance has brought to the disk.
    func afterPowerLoss(_ random: inout SeededRandom) -> [String: [UInt8]] {
        var cuts: [String: Int] = [:]
        for (name, pending) in pendingNames.sorted(by: { $0.key < $1.key }) {
            cuts[name] = random.below(pending.count + 1)
        }
        var found: [String: [UInt8]] = [:]
        for (name, number) in names({ cuts[$0] ?? 0 }).sorted(by: { $0.key < $1.key }) {
            guard let file = files[number] else { continue }
            found[name] = Self.survivor(of: file, &random)
        }
        return found
    }

    /// The names, where of each name's pending changes the first so many have come to the disk.
    private func names(_ kept: (String) -> Int) -> [String: Int] {
        var names = safeNames
        for (name, pending) in pendingNames {
            for naming in pending.prefix(kept(name)) {
                switch naming {
                case .create(let file): names[name] = file
                case .delete: names[name] = nil
                }
            }
        }
        return names
    }

    private static func apply(_ change: Change, to bytes: inout [UInt8]) {
        switch change {
        case .truncate(let size):
            if size < bytes.count {
                bytes.removeLast(bytes.count - size)
            } else {
                bytes += [UInt8](repeating: 0, count: size - bytes.count)
            }
        case .write(let offset, let written):
            let end = offset + written.count
            if end > bytes.count { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
            bytes.replaceSubrange(offset..<end, with: written)
        }
    }
}

/// How a disk treats what it was not told to keep.
private enum Mercy: CaseIterable {
    /// All of it is gone.
    case nothing
    /// All of it is there.
    case everything
    /// It got up to some point, which may lie within a write.
    case beginning
    /// It took the writes in any order.
    case someWrites
    /// It took the sectors in any order.
    case someSectors
    /// It took the sectors in any order, and of some it wrote noise.
    case noise
}

extension DiskState {
    private static func survivor(of file: File, _ random: inout SeededRandom) -> [UInt8] {
        var bytes = file.safe
        guard !file.pending.isEmpty else { return bytes }
        let mercy = random.pick(Mercy.allCases)
        let end = random.below(file.pending.count + 1)
        // Of some disks nearly all is kept, of others nearly nothing.
        let keptOfTen = 1 + random.below(9)
        for (index, change) in file.pending.enumerated() {
            switch mercy {
            case .nothing: break
            case .everything: apply(change, to: &bytes)
            case .beginning where index < end: apply(change, to: &bytes)
            case .beginning where index == end: tear(change, into: &bytes, .beginning, keptOfTen, &random)
            case .beginning: break
            case .someWrites: if random.below(10) < keptOfTen { apply(change, to: &bytes) }
            case .someSectors, .noise: tear(change, into: &bytes, mercy, keptOfTen, &random)
            }
        }
        return bytes
    }

    /// Brings some sectors of a change to the disk.
    private static func tear(
        _ change: Change, into bytes: inout [UInt8], _ mercy: Mercy, _ keptOfTen: Int,
        _ random: inout SeededRandom
    ) {
        guard case .write(let offset, let written) = change else {
            if random.below(10) < keptOfTen { apply(change, to: &bytes) }
            return
        }
        var start = 0
        while start < written.count {
            let end = min(written.count, start + sectorBytes - (offset + start) % sectorBytes)
            let isKept = random.below(10) < keptOfTen
            if isKept {
                apply(.write(offset: offset + start, bytes: Array(written[start..<end])), to: &bytes)
            } else if mercy == .beginning {
                return
            } else if mercy == .noise, random.below(4) == 0 {
                let noise = (start..<end).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                apply(.write(offset: offset + start, bytes: noise), to: &bytes)
            }
            start = end
        }
    }
}
