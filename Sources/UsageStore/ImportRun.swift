package import UsageModel

/// What is imported, so that it is known again.
package struct ImportSource: Hashable, Sendable {
    /// Whose calls they are.
    package var tenant: String
    /// The importer's name; part of every imported row's identity.
    package var importer: String
    /// The name of the file, for people.
    package var name: String
    /// What tells this file from another of the same name, such as a digest of its beginning.
    package var fingerprint: String

    package init(tenant: String, importer: String, name: String, fingerprint: String) {
        self.tenant = tenant
        self.importer = importer
        self.name = name
        self.fingerprint = fingerprint
    }
}

/// One run of an import and how far it has come.
package struct ImportRun: Hashable, Sendable {
    /// What is imported.
    package let source: ImportSource
    /// The run's number in this ledger.
    package let id: Int64
    /// All bytes before this one are dealt with.
    package var byteOffset: Int
    /// All lines up to this one are dealt with.
    package var line: Int
    /// New rows, repeated records among them.
    package var recorded = 0
    /// New rows whose record was met before in the same source.
    package var repeated = 0
    /// Records whose row was there.
    package var unchanged = 0
    /// Records that could not be kept.
    package var refused = 0

    init(source: ImportSource, id: Int64, byteOffset: Int, line: Int) {
        self.source = source
        self.id = id
        self.byteOffset = byteOffset
        self.line = line
    }

    /// A run that writes nothing.
    package init(rehearsing source: ImportSource) {
        self.init(source: source, id: 0, byteOffset: 0, line: 0)
    }

    /// Whether the run goes on where an earlier one was broken off.
    package var isResumed: Bool { byteOffset > 0 }
}

/// One record of an import with its cost.
package struct ImportedCall: Hashable, Sendable {
    /// The record.
    package var record: ImportedRecord
    /// Its cost, or why there is none.
    package var costing: Costing

    package init(_ record: ImportedRecord, costing: Costing) {
        self.record = record
        self.costing = costing
    }
}
