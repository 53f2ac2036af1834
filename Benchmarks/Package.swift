// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "UsageBenchmarks",
    dependencies: [.package(name: "UsageLedger", path: "..")],
    targets: [
        .executableTarget(
            name: "UsageBenchmarks", dependencies: [.product(name: "UsageLedger", package: "UsageLedger")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
