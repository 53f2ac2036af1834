import UsageModel

/// Files that belong together, such as a report and its tables.
package struct FileSet: Sendable {
    /// One file of a set.
    package struct File: Hashable, Sendable {
        /// Its name, without a folder.
        package var name: String
        /// Its content.
        package var content: Content
        /// The digest of its content, where anybody wants to know it.
        package var digest: String

        /// A file in memory.
        package init(name: String, bytes: [UInt8], digest: String = "") {
            self.name = name
            self.digest = digest
            content = .bytes(bytes)
        }

        /// A file that is on the disk already and is moved into the folder; for what is too large for memory.
        package init(name: String, movedFrom path: String, digest: String = "") {
            self.name = name
            self.digest = digest
            content = .moved(from: path)
        }
    }

    /// Where the content of a file is.
    package enum Content: Hashable, Sendable {
        case bytes([UInt8])
        case moved(from: String)
    }

    /// What was written of one file.
    package struct Receipt: Hashable, Sendable {
        /// The file's name.
        package var name: String
        /// Where it is now.
        package var path: String
        /// How long it is.
        package var byteCount: Int
        /// The digest of its content, as the set had it.
        package var digest: String
        /// Whether a file of the same name was there before.
        package var isReplacement: Bool
    }

    /// The files, each name once.
    package let files: [File]

    /// A set; throws `bad_file_name` where a name is no plain name or is there twice.
    package init(_ files: [File]) throws(DeliveryError) {
        var names: Set<String> = []
        for file in files {
            let name = file.name
            guard !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= 200,
                !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 < 0x20 })
            else {
                throw DeliveryError(.badFileName, "`\(name.prefix(60))` is no plain file name")
            }
            guard names.insert(name).inserted else {
                throw DeliveryError(.badFileName, "the set has two files named `\(name)`")
            }
        }
        self.files = files
    }

    /// Writes all files into a folder, which is made where it is missing, and says what was written.
    ///
    /// Every file is written beside its place and made durable first; only then do they take their places, each in one step.
    /// So a reader never sees half a file, and where a file cannot be written none is replaced. Files of other names stay as
    /// they are. One process at a time writes into a folder.
    ///
    /// `isPrivate` keeps everybody from reading them but the user who writes them.
    package func write(into folder: String, isPrivate: Bool = false) throws(DeliveryError) -> [Receipt] {
        let target = try TargetFolder.locked(folder)
        do throws(DeliveryError) {
            for file in files {
                switch file.content {
                case .bytes(let bytes): try target.prepare(file.name, bytes, isPrivate: isPrivate)
                case .moved(let path): try target.prepare(file.name, movedFrom: path)
                }
            }
            var receipts: [Receipt] = []
            for file in files {
                let isReplacement = target.hasFile(file.name)
                try target.place(file.name)
                let path = target.path(file.name)
                let count =
                    switch file.content {
                    case .bytes(let bytes): bytes.count
                    case .moved: target.byteCount(file.name)
                    }
                receipts.append(
                    Receipt(
                        name: file.name, path: path, byteCount: count, digest: file.digest,
                        isReplacement: isReplacement))
            }
            try target.makeDurable()
            return receipts
        } catch {
            for file in files { target.discard(file.name) }
            throw error
        }
    }
}
