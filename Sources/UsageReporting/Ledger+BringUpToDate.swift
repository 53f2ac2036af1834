import UsageLedger

extension Ledger {
    /// Brings up to date what tables and reports are answered from, and says what was done.
    func bringUpToDate() throws -> String {
        let done = try aggregate()
        guard done.days > 0 else { return "nothing new" }
        return "\(Night.counted(done.days, "day")) made anew from \(Night.counted(done.rowsRead, "row"))"
    }
}
