import JSON
import UsageModel

extension PriceFile {
    /// A file that is part of the product: names are read now, the prices of a model when they are first asked for.
    init(embedded bytes: [UInt8], file: String) throws(PricingError) {
        do {
            try self.init(outline: JSONOutline(bytes), of: bytes, reader: PriceFileReader(file: file))
        } catch let error as JSONError {
            throw PricingError(
                .badCatalogue, error.message, place: Place(file: file, line: error.line, column: error.column)
            )
        } catch let error as PricingError {
            throw error
        } catch {
            throw PricingError(.badCatalogue, "\(error)", place: Place(file: file))
        }
    }

    private init(outline: JSONOutline, of bytes: [UInt8], reader: PriceFileReader) throws {
        var head = JSONObject()
        var elements: [Range<Int>] = []
        for member in try outline.members(in: 0..<bytes.count) {
            if member.name == "models" {
                elements = try outline.elements(in: member.place)
            } else {
                head.append(member.name, try outline.value(at: member.place))
            }
        }
        guard head["schema"] == 1, let provider = head["provider"]?.string else {
            throw reader.error("expected `\"schema\": 1` and the provider's name", at: "schema")
        }
        var models: [ModelEntry] = []
        models.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            models.append(
                try Self.model(outline, element, provider: provider, path: "models[\(index)]", reader))
        }
        self.init(
            provider: Provider(rawValue: provider),
            version: "\(head["seen"]?.string ?? "undated")+\(Self.fingerprint(bytes))", models: models)
    }

    private static func model(
        _ outline: JSONOutline, _ place: Range<Int>, provider: String, path: String, _ reader: PriceFileReader
    ) throws -> ModelEntry {
        var object = JSONObject()
        var prices: Range<Int>?
        for member in try outline.members(in: place) {
            if member.name == "prices" {
                prices = member.place
            } else {
                object.append(member.name, try outline.value(at: member.place))
            }
        }
        let head = try reader.head(.object(object), path: path)
        guard let prices else { throw reader.error("expected at least one price", at: "\(path).prices") }
        let id = "\(provider)/\(head.id)"
        return ModelEntry(id: head.id, names: head.names, aliases: head.aliases, prefixes: head.prefixes) {
            do {
                return try reader.prices(outline.value(at: prices), id: id, path: "\(path).prices")
            } catch {
                preconditionFailure("a built-in price file is broken: \(error)")
            }
        }
    }
}
