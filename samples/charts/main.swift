// Draws charts from plain values, without a ledger, as PNG, PDF and SVG:
//
//     swift run ChartSample out/charts

import Foundation
import UsageReporting

let folder = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? "out/charts")
let dollar: Picodollars = 1_000_000_000_000
let first = ChartDay(2026, 10, 1)

/// Cost of two models on fourteen days, in dollars.
let sonnet = [212, 240, 96, 88, 251, 263, 244, 231, 250, 90, 84, 262, 270, 258]
let mini = [41, 44, 19, 18, 47, 52, 49, 160, 51, 21, 17, 50, 55, 53]

let colours = SeriesColour.assign([("Anthropic", "claude-sonnet-4.5"), ("OpenAI", "gpt-5-mini")])
let daily = DailyCostChart(
    firstDay: first, days: sonnet.count,
    series: [
        ChartSeries(
            name: "claude-sonnet-4.5", group: "Anthropic", colour: colours[0],
            amounts: sonnet.map { Picodollars($0) * dollar }),
        ChartSeries(
            name: "gpt-5-mini", group: "OpenAI", colour: colours[1],
            amounts: mini.map { Picodollars($0) * dollar }),
    ], budgetPerDay: 300 * dollar,
    annotations: [
        Annotation(
            day: ChartDay(2026, 10, 8), headline: "$391 on Thu 8 Oct",
            reason: "gpt-5-mini cost 3× a usual day")
    ])

let rows = [("search", 1_240), ("support", 980), ("docs", 312), ("design", 8)].map { name, dollars in
    RankedBarsChart.Row(name: name, amount: Picodollars(dollars) * dollar)
}
let teams = RankedBarsChart(rows: rows, noun: "teams")

let pictures: [(name: String, picture: Picture)] = [
    (
        "daily.png",
        try ChartFrame(
            title: "Two weeks cost $3,516", subtitle: "Cost per day by model, US dollars",
            source: "Source: invented figures."
        ).picture(of: daily)
    ),
    (
        "daily.pdf",
        try ChartFrame(title: "Two weeks cost $3,516", subtitle: "Cost per day by model, US dollars")
            .picture(of: daily, as: .pdf, on: .page)
    ),
    (
        "teams.svg",
        try ChartFrame(title: "Search made up 49% of $2,540.00", subtitle: "Cost by team, US dollars")
            .picture(of: teams, as: .svg, on: .mail, theme: .dark)
    ),
]

try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
for (name, picture) in pictures {
    for warning in picture.warnings { print("warning: \(warning)") }
    let file = folder.appendingPathComponent(name)
    try Data(picture.bytes).write(to: file)
    print("\(file.path), \(picture.bytes.count) bytes")
}
