import Arguments

/// `prices`: what the catalogue knows.
enum PricesCommand {
    static let command = Command<Action>(
        "prices", "What the price catalogue knows",
        commands: [
            PricesList.command, PricesShow.command, PricesDiff.command, PricesCheck.command,
            PricesImport.command,
        ])
}
