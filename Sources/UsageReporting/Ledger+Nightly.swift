public import UsageLedger

extension Ledger {
    /// Brings the sums up to date, makes the reports of last night and of nights that were missed, and mails them.
    ///
    /// It may be started any number of times: an edition that is made and mailed is left alone, and a list gets an edition
    /// once. A mail that cannot be sent is said and tried again with the next run; a report that is not whole is not
    /// mailed. Throws where nothing can go on: another run is under way, the ledger or a template is wrong, a folder cannot
    /// be written.
    public func nightly(
        _ request: NightlyRequest, log: @escaping (_ line: String) -> Void
    ) throws -> NightlyRun {
        let state = NightlyState(ledger: path)
        var night = try Night(ledger: self, request: request, state: state, log: log)
        if request.isDryRun {
            try night.go()
        } else {
            let lock = try state.lock()
            try night.go()
            _ = consume lock
        }
        return night.result
    }
}
