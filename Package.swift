// swift-tools-version: 6.2
import PackageDescription

// The house, drawn in one list: a target may import what it lists here and nothing else.
// `swift build --explicit-target-dependency-import-check error` (see the Makefile) enforces it.

/// Only where libqpdf is at hand; `--disable-default-traits` builds the product without it.
let taggedPDF = TargetDependencyCondition.when(traits: ["TaggedPDF"])
/// The same for libxlsxwriter.
let spreadsheets = TargetDependencyCondition.when(traits: ["Spreadsheets"])
/// Only where GMime and libcurl are at hand.
let mail = TargetDependencyCondition.when(traits: ["Mail"])

let hall: [Target] = [
    .target(name: "UsageModel", dependencies: ["JSON"])
]

let rooms: [Target] = [
    .target(
        name: "UsageCapture", dependencies: ["UsageModel", "JSON", "CCaptureRules"], exclude: ["Rules"]),
    .target(
        name: "UsagePricing", dependencies: ["UsageModel", "JSON", "CPriceCatalogue"], exclude: ["Catalogue"],
    ),
    .target(name: "UsageStore", dependencies: ["UsageModel", "JSON", "SQLDatabase", "Digest"]),
    .target(name: "UsageAnalysis", dependencies: ["UsageModel"]),
    .target(name: "UsageBudgets", dependencies: ["UsageModel"]),
    .target(
        name: "UsageReports",
        dependencies: [
            "UsageModel", "JSON", "Charts", "Cairo", "PNG", "Templates",
            .target(name: "PDFFile", condition: taggedPDF),
            .target(name: "Workbook", condition: spreadsheets),
        ]),
    .target(name: "UsageDelivery", dependencies: ["UsageModel", "JSON", "Mail"]),
]

let tools: [Target] = [
    .target(name: "JSON"),
    .target(name: "SQLDatabase"),
    .target(name: "SQLite", dependencies: ["SQLDatabase", "CSQLite"]),
    .target(name: "Digest", dependencies: ["CSodium"]),
    .target(name: "Charts"),
    .target(name: "Cairo", dependencies: ["Charts", "CCairo"]),
    .target(name: "PNG", dependencies: ["CPNG"]),
    .target(name: "PDFFile", dependencies: ["CQPDF"]),
    .target(name: "Workbook", dependencies: ["CWorkbook"]),
    .target(
        name: "Mail",
        dependencies: [.target(name: "CGMime", condition: mail), .target(name: "CCurl", condition: mail)]),
    .target(
        name: "Templates", dependencies: ["CTemplates", "JSON"], path: "Templates",
        exclude: ["report", "theme", "mail"]),
    .target(name: "Arguments"),
]

let ground: [Target] = [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(
        name: "CCairo", pkgConfig: "pangocairo", providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
    .systemLibrary(name: "CWorkbook", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    // What of glibc Swift's own module leaves out.
    .systemLibrary(name: "CMemory"),
    // Readable data files and templates, embedded by the C compiler's `#embed`.
    .target(name: "CPriceCatalogue"),
    .target(name: "CCaptureRules"),
    .target(name: "CTemplates"),
    // SQLite's file system as the fault tests want it; no product links it.
    .target(name: "FaultVFS", dependencies: ["CSQLite"], path: "Torture/FaultVFS"),
]

let facades: [Target] = [
    .target(
        name: "UsageLedger",
        dependencies: [
            "UsageModel", "UsageCapture", "UsagePricing", "UsageStore", "UsageAnalysis", "UsageBudgets",
            "SQLite", "Digest", "JSON",
        ]),
    .target(
        name: "UsageReporting",
        dependencies: [
            "UsageModel", "UsageLedger", "UsageReports", "UsageDelivery", "Charts", "Mail", "JSON",
        ]),
]

let shells: [Target] = [
    .target(
        name: "UsageCommandLine",
        dependencies: ["UsageModel", "JSON", "UsageLedger", "UsageReporting", "Arguments"]),
    .executableTarget(name: "UsageLedgerTool", dependencies: ["UsageCommandLine", "CMemory"]),
]

/// Programs that come with the product's samples.
let samples: [Target] = [
    .executableTarget(
        name: "SampleGenerator", dependencies: ["UsageModel", "UsageCapture", "JSON"],
        path: "samples/generator"),
    .executableTarget(name: "Quickstart", dependencies: ["UsageLedger"], path: "samples/quickstart"),
    .executableTarget(name: "Gateway", dependencies: ["UsageLedger"], path: "samples/gateway"),
    .executableTarget(name: "ChartSample", dependencies: ["UsageReporting"], path: "samples/charts"),
]

let tests: [Target] = [
    .target(
        name: "TestSupport", dependencies: ["UsageModel"], path: "Tests/TestSupport",
        exclude: ["mail-server"]),
    .testTarget(
        name: "UsageModelTests", dependencies: ["UsageModel", "JSON", "TestSupport"],
        resources: [.copy("Fixtures")]),
    .testTarget(
        name: "UsageCaptureTests", dependencies: ["UsageCapture", "UsageModel", "JSON", "TestSupport"]),
    .testTarget(
        name: "UsagePricingTests", dependencies: ["UsagePricing", "UsageModel", "JSON", "TestSupport"],
        exclude: ["Fixtures"]),
    .testTarget(
        name: "UsageStoreTests",
        dependencies: ["UsageStore", "SQLite", "SQLDatabase", "Digest", "UsageModel", "TestSupport"]),
    .testTarget(name: "UsageAnalysisTests", dependencies: ["UsageAnalysis", "UsageModel", "TestSupport"]),
    .testTarget(name: "UsageBudgetsTests", dependencies: ["UsageBudgets", "UsageModel", "TestSupport"]),
    .testTarget(
        name: "UsageReportsTests",
        dependencies: [
            "UsageReports", "Charts", "Cairo", "Templates", "JSON", "UsageModel", "TestSupport",
        ], exclude: ["Snapshots"]),
    .testTarget(
        name: "UsageDeliveryTests", dependencies: ["UsageDelivery", "Mail", "UsageModel", "TestSupport"]),
    .testTarget(name: "MailTests", dependencies: ["Mail", "TestSupport"]),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts", "TestSupport"]),
    .testTarget(
        name: "CairoTests",
        dependencies: [
            "Cairo", "Charts", "PNG", "CPNG", "TestSupport",
            .target(name: "PDFFile", condition: taggedPDF),
        ]),
    .testTarget(
        name: "WorkbookTests",
        dependencies: ["TestSupport", .target(name: "Workbook", condition: spreadsheets)]),
    .testTarget(
        name: "ArgumentsTests", dependencies: ["Arguments", "TestSupport"], exclude: ["Snapshots"]),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "SQLDatabase", "Digest", "TestSupport"]),
    .testTarget(
        name: "UsageLedgerTests",
        dependencies: [
            "UsageLedger", "UsageCapture", "UsagePricing", "UsageModel", "SQLDatabase", "SQLite", "JSON",
            "TestSupport",
        ]),
    .testTarget(
        name: "UsageCommandLineTests",
        dependencies: [
            "UsageCommandLine", "UsageLedger", "UsageReporting", "UsageModel", "JSON", "Arguments",
            "TestSupport",
        ],
        exclude: ["Snapshots"]),
    // The command as a process of its own; the dependency is there so that it is built.
    .testTarget(
        name: "AcceptanceTests",
        dependencies: ["UsageLedgerTool", "Gateway", "UsageModel", "JSON", "TestSupport"]),
]

/// What must hold whatever is fed in: run over kept inputs by the tests, and under libFuzzer by `scripts/fuzz`.
let fuzzing: [Target] =
    [
        .target(
            name: "FuzzTargets", dependencies: ["UsageCapture", "UsagePricing", "UsageModel", "JSON"],
            path: "Fuzz/Targets"),
        .testTarget(
            name: "FuzzTargetsTests", dependencies: ["FuzzTargets", "TestSupport"], exclude: ["Fixtures"]),
    ]
    + (Context.environment["USAGELEDGER_FUZZ"] == nil
        ? [] : [.executableTarget(name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Fuzz/Driver")])

/// Faults that must lose, double and change nothing: in their short form run by the tests, else by `make torture`.
let torture: [Target] = [
    .target(
        name: "TortureScenarios",
        dependencies: [
            "UsageLedger", "UsageStore", "UsageCapture", "UsageModel", "SQLite", "SQLDatabase", "Digest",
            "FaultVFS", "TestSupport",
        ], path: "Torture/Scenarios"),
    .executableTarget(name: "Torture", dependencies: ["TortureScenarios"], path: "Torture/Driver"),
    // The driver's processes write beside each other, the command is killed: both must be built.
    .testTarget(
        name: "TortureTests",
        dependencies: ["TortureScenarios", "Torture", "UsageLedgerTool"]),
]

/// Measurements, run by `make bench`.
let benchmarks: [Target] =
    Context.environment["USAGELEDGER_BENCH"] == nil
    ? []
    : [
        // The same rows by a bare loop in C, which says what the schema itself costs.
        .target(name: "CLedgerFloor", dependencies: ["CSQLite"], path: "Benchmarks/Floor"),
        .executableTarget(
            name: "LedgerBenchmark", dependencies: ["UsageLedger", "UsageModel", "CLedgerFloor"],
            path: "Benchmarks/Ledger"),
        .executableTarget(name: "LedgerRows", dependencies: ["UsageLedger"], path: "Benchmarks/Rows"),
        .executableTarget(
            name: "PricingBenchmark", dependencies: ["UsagePricing", "UsageModel", "JSON"],
            path: "Benchmarks/Pricing"),
    ]

let package = Package(
    name: "UsageLedger",
    products: [
        .library(name: "UsageLedger", targets: ["UsageLedger"]),
        .library(name: "UsageReporting", targets: ["UsageReporting"]),
        .executable(name: "usageledger", targets: ["UsageLedgerTool"]),
    ],
    traits: [
        .default(enabledTraits: ["TaggedPDF", "Spreadsheets", "Mail"]),
        .trait(
            name: "TaggedPDF", description: "Language and alternative texts in PDF files, through libqpdf"),
        .trait(name: "Spreadsheets", description: "Files for spreadsheets (XLSX), through libxlsxwriter"),
        .trait(name: "Mail", description: "Mail by SMTP or sendmail, through GMime and libcurl"),
    ],
    targets: hall + rooms + tools + ground + facades + shells + samples + tests + fuzzing + torture
        + benchmarks,
)

for target in package.targets
where target.type != .system && !ground.contains(where: { $0.name == target.name }) {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .strictMemorySafety(),
    ]
}
