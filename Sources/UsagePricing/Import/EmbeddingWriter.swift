/// Writes the C file that embeds the catalogue's files as they are.
enum EmbeddingWriter {
    /// Files beside the price files that the product reads too.
    static let notes = ["disagreements", "facts", "sources"]

    static func text(providers: [String]) -> String {
        var text = """
            // Written by the price importer: the price files, embedded as they are.
            #include "CPriceCatalogue.h"

            #pragma clang diagnostic ignored "-Wc23-extensions"


            """
        for name in providers + notes {
            text += """
                static const unsigned char \(symbol(name))[] = {
                #embed "../UsagePricing/Catalogue/\(name).json"
                };

                """
        }
        return text + list("files", providers) + list("notes", notes) + """

            size_t price_file_count(void) { return sizeof files / sizeof files[0]; }

            struct price_file price_file_at(size_t index) { return files[index]; }

            size_t price_note_count(void) { return sizeof notes / sizeof notes[0]; }

            struct price_file price_note_at(size_t index) { return notes[index]; }

            """
    }

    private static func symbol(_ name: String) -> String { "file_\(name.replacing("-", with: "_"))" }

    private static func list(_ list: String, _ names: [String]) -> String {
        var text = "\nstatic const struct price_file \(list)[] = {\n"
        for name in names { text += "    {\"\(name)\", \(symbol(name)), sizeof \(symbol(name))},\n" }
        return text + "};\n"
    }
}
