import Templates

extension MailValues {
    /// Every name that a template may use, each list with one element: a wrong name is found before the first night.
    static let names: [String: TemplateValue] = {
        let text = TemplateValue.text("x")
        func record(_ names: String...) -> [String: TemplateValue] {
            Dictionary(uniqueKeysWithValues: names.map { ($0, text) })
        }
        let chart = record("title", "subtitle", "alternative", "width", "height", "source")
        var names = record(
            "language", "name", "period", "headline", "headline_lines", "lead", "lead_lines", "preheader",
            "notes_lines", "list", "settings")
        names["colour"] = .record(
            record("paper", "ink", "body", "mute", "axis", "hair", "band", "accent", "up", "down"))
        let tile = record("label", "number", "number_px", "note", "note_colour", "line")
        names["tile_rows"] = .list([.record(["tiles": .list([.record(tile)])])])
        names["burn_up"] = .record(chart)
        names["daily"] = .record(chart.merging(record("parts", "parts_lines")) { $1 })
        let row = record(
            "name", "name_colour", "name_weight", "rule_colour", "current", "change", "percent",
            "change_colour",
            "line")
        var movers = record("title", "subtitle", "current_head", "change_head", "percent_head", "heads_line")
        movers["rows"] = .list([.record(row)])
        names["movers"] = .record(movers)
        names["findings"] = .list([.record(record("headline", "text", "lines"))])
        names["attached"] = .list([.record(record("name", "size"))])
        names["left_out"] = .list([.record(record("name", "place"))])
        names["problems"] = .list([text])
        names["notes"] = .list([text])
        return names
    }()
}
