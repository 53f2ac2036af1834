package import UsageModel

/// Where imported calls come from: bytes in pieces, and what they do not say themselves.
package struct CallSource {
    /// The file's name as the user gave it; nil is standard input.
    package var name: String?
    /// A digest of the whole file, so that an import that was broken off goes on; nil where it cannot be known, such as for a pipe.
    package var fingerprint: String?
    /// The format; nil lets the content tell.
    package var format: ImportFormat?
    /// The provider of records that name none.
    package var provider: Provider?
    /// The model of records that name none.
    package var model: String?
    /// The user of records that name none.
    package var user: String?
    /// The moment of records that state none, and the start of a trace that counts from its start.
    package var moment: Instant?
    /// What the columns of a foreign table mean.
    package var columns: ColumnMap?
    /// Whether the lines of a statement become calls, for a ledger that has nothing else to go by.
    package var makesCallsOfStatements = false
    /// The next piece of bytes, or nil at the end.
    package var read: () throws -> [UInt8]?

    package init(
        name: String?, fingerprint: String? = nil, format: ImportFormat? = nil, provider: Provider? = nil,
        model: String? = nil, user: String? = nil, moment: Instant? = nil, columns: ColumnMap? = nil,
        read: @escaping () throws -> [UInt8]?
    ) {
        self.name = name
        self.fingerprint = fingerprint
        self.format = format
        self.provider = provider
        self.model = model
        self.user = user
        self.moment = moment
        self.columns = columns
        self.read = read
    }
}
