/// Some rows of the ledger, and where the next ones begin.
public struct RowPage: Hashable, Sendable {
    /// The rows, in their order.
    public var rows: [LedgerRow]
    /// Where the next page begins; nil where this is the last one.
    public var next: PageCursor?

    /// A page.
    public init(rows: [LedgerRow], next: PageCursor? = nil) {
        self.rows = rows
        self.next = next
    }
}
