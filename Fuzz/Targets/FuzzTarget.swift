/// One thing that is fed bytes which nobody has checked, with what must hold whatever they are.
///
/// The same targets run under libFuzzer (`make fuzz`) and, over kept inputs and seeded mutations, in the tests.
package struct FuzzTarget: Sendable {
    /// The word that chooses it.
    package let name: String
    /// Feeds it an input; throws a `Violation` where something does not hold.
    package let check: @Sendable ([UInt8]) throws -> Void

    /// All targets.
    package static let all = [
        FuzzTarget(name: "price-line", check: PriceLineTarget.check),
        FuzzTarget(name: "call", check: CallTarget.check),
        FuzzTarget(name: "price-file", check: PriceFileTarget.check),
        FuzzTarget(name: "model-name", check: ModelNameTarget.check),
        FuzzTarget(name: "body", check: ResponseTarget.check),
        FuzzTarget(name: "stream", check: ResponseTarget.check),
        FuzzTarget(name: "import", check: ImportTarget.check),
    ]

    /// The target of a name, or nil.
    package static func named(_ name: String) -> FuzzTarget? {
        all.first { $0.name == name }
    }
}

/// Something that must hold and does not.
package struct Violation: Error, CustomStringConvertible {
    /// What was seen.
    package let description: String
}

/// Throws a violation where a condition is false.
func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
    guard condition else { throw Violation(description: message()) }
}

/// Makes a violation of an error that nothing may throw here.
func requireNoError<Result>(_ what: String, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let violation as Violation {
        throw violation
    } catch {
        throw Violation(description: "\(what): \(error)")
    }
}
