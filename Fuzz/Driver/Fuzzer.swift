import Foundation
import FuzzTargets

/// Runs one target under libFuzzer, whose options and folders of inputs follow on the command line.
@main
struct Fuzzer {
    private static let target: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["USAGELEDGER_FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget.named(name) else {
            let names = FuzzTarget.all.map(\.name).joined(separator: ", ")
            fatalError("USAGELEDGER_FUZZ_TARGET is none of \(names)")
        }
        return target
    }()

    static func main() {
        var count = CommandLine.argc
        var words = unsafe Optional(CommandLine.unsafeArgv)
        let code = unsafe runDriver(&count, &words) { bytes, size in
            do {
                try Fuzzer.target.check(unsafe Array(UnsafeBufferPointer(start: bytes, count: size)))
            } catch {
                fatalError("\(error)")
            }
            return 0
        }
        exit(code)
    }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ check: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
