#if Spreadsheets
    import UsageModel
    import Workbook

    /// The columns of a workbook's sheets and what stands in their rows.
    enum WorkbookTables {
        /// A figure of a group of calls.
        struct Figure: Sendable {
            let column: SheetColumn
            let cell: @Sendable (Measures) -> SheetTable.Cell

            init(
                _ title: String, _ kind: SheetColumn.Kind,
                _ cell: @escaping @Sendable (Measures) -> SheetTable.Cell
            ) {
                column = SheetColumn(title, kind)
                self.cell = cell
            }
        }

        /// The figures that every table has, the cost last.
        static let figures: [Figure] = [
            Figure("Calls", .count) { .count(Int128($0.calls)) },
            Figure("Failed", .count) { .count(Int128($0.failedCalls)) },
            Figure("Without price", .count) { .count(Int128($0.unpricedCallCount)) },
            Figure("Input tokens", .count) { .count($0.inputTokens) },
            Figure("Output tokens", .count) { .count($0.outputTokens) },
            Figure("Cache read", .count) { .count($0.cacheReadTokens) },
            Figure("Cache write", .count) { .count($0.cacheWriteTokens) },
            Figure("Reasoning", .count) { .count($0.reasoningTokens) },
            Figure("Images", .count) { .count($0.images) },
            Figure("Video seconds", .seconds) { .microseconds($0.videoMicroseconds) },
            Figure("Audio seconds", .seconds) { .microseconds($0.audioMicroseconds) },
            Figure("Cost, US$", .money) { .money($0.cost) },
        ]

        private static let figureColumns = figures.map(\.column)

        static let daily =
            [SheetColumn("Date", .day), SheetColumn("Provider", .text), SheetColumn("Model", .text)]
            + figureColumns
        static let models = [SheetColumn("Provider", .text), SheetColumn("Model", .text)] + figureColumns
        static let users = [SheetColumn("User", .text), SheetColumn("Team", .text)] + figureColumns

        static func calls(zone: Zone) -> [SheetColumn] {
            [
                SheetColumn("Time, \(zone.name)", .moment), SheetColumn("Provider", .text),
                SheetColumn("Model", .text), SheetColumn("Service", .text), SheetColumn("Status", .text),
                SheetColumn("User", .text), SheetColumn("Team", .text), SheetColumn("Chat", .text),
                SheetColumn("Campaign", .text), SheetColumn("Agent", .text), SheetColumn("Row", .text),
                SheetColumn("Kind", .text), SheetColumn("Corrects", .text), SheetColumn("Price", .text),
                SheetColumn("No price because", .text),
            ] + figureColumns
        }

        /// The rows of a table that is grouped as its columns say.
        static func rows(of table: CostTable) -> [[SheetTable.Cell]] {
            table.rows.map { row in
                let keys = zip(table.query.groups, row.keys).map { dimension, key in
                    name(key, dimension)
                }
                let date: [SheetTable.Cell] = row.bucket.map { [.day($0)] } ?? []
                return date + keys + cells(row.measures)
            }
        }

        /// A row of the ledger; `clock` is its moment as the zone's clocks showed it.
        static func row(_ row: LedgerRow, clock: Instant) -> [SheetTable.Cell] {
            let (event, costing) = (row.priced.event, row.priced.costing)
            let owner = event.attribution
            let words: [String?] = [
                event.call.provider.rawValue, event.call.requestedModel, event.call.service.rawValue,
                event.outcome.status.rawValue, owner.user, owner.team, owner.chat, owner.campaign,
                owner.agent,
                row.id.description, row.kind.rawValue, row.corrects?.description, costing.price?.priceID,
                costing.unpricedReason?.description,
            ]
            return [.moment(clock)] + words.map(text) + cells(Measures(row.priced, sign: row.sign))
        }

        private static func cells(_ sums: Measures) -> [SheetTable.Cell] {
            figures.map { figure in
                figure.column.kind == .money && hasNoCost(sums) ? .empty : figure.cell(sums)
            }
        }

        /// Whether the calls have no cost that could be shown, so that their cell is empty and not zero.
        private static func hasNoCost(_ sums: Measures) -> Bool {
            sums.unpricedCallCount != 0 && sums.unpricedCallCount == sums.calls && sums.cost == .zero
        }

        private static func name(_ key: String?, _ dimension: Dimension) -> SheetTable.Cell {
            dimension == .team
                ? text(key)
                : .text(key.flatMap { $0.isEmpty ? nil : $0 } ?? Wording.english.name(nil, dimension))
        }

        private static func text(_ text: String?) -> SheetTable.Cell {
            guard let text, !text.isEmpty else { return .empty }
            return .text(text)
        }
    }
#endif
