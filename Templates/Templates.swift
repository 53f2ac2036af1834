import Foundation
package import JSON

/// Finds and reads the `Templates` folder: report definitions and themes, as files that a user may copy and edit.
///
/// A template is looked for in the folder named by the caller, then in the one named by `USAGELEDGER_TEMPLATES`,
/// then in `share/usageledger/Templates` beside the program's folder; what none of them has is compiled in.
package struct Templates: Sendable {
    /// A template as it was read.
    package struct Template: Hashable, Sendable {
        /// The path of the file.
        package let path: String
        /// Its value.
        package let value: TemplateValue
        private let document: JSON5Document

        /// A template that was read.
        init(path: String, document: JSON5Document) throws(TemplateError) {
            self.path = path
            self.document = document
            value = try TemplateValue(document.value, path: path)
        }

        /// Where a value such as `pages[0].rows[1]` stands, or what is around it where it is not there.
        package func place(of name: String) -> JSON5Document.Place? {
            var name = name[...]
            while true {
                if let place = document.namePlace(of: String(name)) { return place }
                guard let cut = name.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
                name = name[..<cut]
            }
        }

        package static func == (a: Template, b: Template) -> Bool { a.path == b.path && a.value == b.value }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(path)
            hasher.combine(value)
        }
    }

    /// The folders, in the order in which they are searched.
    package let folders: [String]

    /// The largest template that is read.
    package static let bytesMax = 1 << 20

    /// Folders for a program, from what the user named, the environment and where the program lies.
    package init(folder: String? = nil, environment: [String: String], program: String?) {
        var folders: [String] = []
        if let folder { folders.append(folder) }
        if let named = environment["USAGELEDGER_TEMPLATES"], !named.isEmpty { folders.append(named) }
        if let program {
            let place = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
            folders.append(
                place.deletingLastPathComponent().appendingPathComponent("share/usageledger/Templates").path)
        }
        self.folders = folders
    }

    /// Folders for the running program.
    package init(folder: String? = nil) {
        self.init(
            folder: folder, environment: ProcessInfo.processInfo.environment,
            program: Bundle.main.executablePath)
    }

    /// Reads a template as it is compiled in, whatever lies in any folder.
    package static func builtIn(_ name: String) throws(TemplateError) -> Template {
        guard let content = EmbeddedTemplates.content(of: name) else {
            throw TemplateError(.missing, "the template `\(name)` is not compiled in")
        }
        let path = "\(EmbeddedTemplates.folder)/\(name)"
        return try Template(path: path, document: try document(content, path: path))
    }

    /// The names of a kind's templates, such as `monthly` of `report`: those of the folders and those compiled in.
    package func names(of kind: String) -> [String] {
        var names = EmbeddedTemplates.names.filter { $0.hasPrefix(kind + "/") }
        for folder in folders {
            let place = URL(fileURLWithPath: folder).appendingPathComponent(kind).path
            names += (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        }
        let plain = names.compactMap { name in
            let file = name.split(separator: "/").last ?? ""
            return file.hasSuffix(".json5") ? String(file.dropLast(".json5".count)) : nil
        }
        return Set(plain).sorted()
    }

    /// Reads a template such as `report/monthly.json5`.
    package func read(_ name: String) throws(TemplateError) -> Template {
        let (path, content) = try content(of: name)
        return try Template(path: path, document: try Self.document(content, path: path))
    }

    /// Reads a text with places to fill, such as `mail/report.html`.
    package func text(_ name: String, language: TextTemplate.Language) throws(TemplateError) -> TextTemplate {
        let (path, content) = try content(of: name)
        guard let text = String(validating: content, as: UTF8.self) else {
            throw TemplateError(.malformed, "the template is no UTF-8", place: path)
        }
        return try TextTemplate(text, language: language, path: path)
    }

    private func content(of name: String) throws(TemplateError) -> (path: String, content: Data) {
        for folder in folders {
            let file = URL(fileURLWithPath: folder).appendingPathComponent(name)
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            let content: Data
            do {
                content = try Data(contentsOf: file)
            } catch {
                throw TemplateError(.unreadable, "the template cannot be read", place: file.path)
            }
            guard content.count <= Self.bytesMax else {
                throw TemplateError(
                    .malformed, "the template is larger than \(Self.bytesMax) bytes", place: file.path)
            }
            return (file.path, content)
        }
        if let content = EmbeddedTemplates.content(of: name) {
            return ("\(EmbeddedTemplates.folder)/\(name)", content)
        }
        throw TemplateError(
            .missing,
            folders.isEmpty
                ? "the template `\(name)` was not found"
                : "the template `\(name)` was not found in `\(folders.joined(separator: "`, `"))`",
            hint: "name its folder with --templates or USAGELEDGER_TEMPLATES")
    }

    private static func document(_ content: Data, path: String) throws(TemplateError) -> JSON5Document {
        do throws(JSONError) {
            return try JSON5Document(parsing: Array(content))
        } catch {
            throw TemplateError(
                .malformed, "the template is no JSON5: \(error.message)",
                place: "\(path):\(error.line):\(error.column)",
                hint: "look for a missing quote, comma or bracket")
        }
    }
}
