import Cairo
import Charts
import PNG
import UsageModel

#if TaggedPDF
    import PDFFile
#endif

/// Draws onto PNG and PDF with one set of fonts, and turns their faults into the report's.
struct Drawing {
    private let shaper: TextShaper

    /// Loads the fonts.
    init() throws(ReportsError) {
        do throws(CairoError) {
            shaper = try TextShaper(fonts: FontSet())
        } catch {
            throw Self.fault(error.message, hint: error.hint)
        }
    }

    /// What people should know about the drawings: fonts that stand in for others, characters without a shape.
    var warnings: [String] {
        shaper.fonts.fallbacks.map(\.description) + shaper.missingGlyphs.map(\.description)
    }

    /// A picture at two pixels a unit.
    func png(size: Size, theme: Theme, _ draw: (any Canvas) -> Void) throws(ReportsError) -> [UInt8] {
        let pixels: Pixels
        do throws(CairoError) {
            let canvas = try PNGCanvas(size: size, paper: theme.paper, shaper: shaper)
            draw(canvas)
            pixels = try canvas.finish()
        } catch {
            throw Self.fault(error.message, hint: error.hint)
        }
        do throws(PNGError) {
            return try PNGEncoder().encode(
                width: pixels.width, height: pixels.height, pixels: pixels.values)
        } catch {
            throw Self.fault(error.message, hint: error.hint)
        }
    }

    /// A document of one page, tagged, with its outline.
    func pdf(
        _ page: Page, metadata: PDFMetadata, language: String
    ) throws(ReportsError) -> [UInt8] {
        let document: PDFCanvas.Document
        do throws(CairoError) {
            let canvas = try PDFCanvas(page: Page.size, label: "1", metadata: metadata, shaper: shaper)
            for anchor in page.draw(on: canvas) {
                canvas.destination(anchor.word, at: anchor.point)
                canvas.outline(anchor.title, to: anchor.word)
            }
            document = try canvas.finish()
        } catch {
            throw Self.fault(error.message, hint: error.hint)
        }
        return try Self.completed(document, language: language)
    }

    #if TaggedPDF
        /// The file with its language and the texts of its figures, which cairo leaves out.
        private static func completed(
            _ document: PDFCanvas.Document, language: String
        ) throws(ReportsError) -> [UInt8] {
            do throws(PDFFileError) {
                let file = try PDFFile(document.bytes)
                try file.setLanguage(language)
                try file.setAlternativeTexts(document.alternativeTexts)
                return try file.bytes()
            } catch {
                throw fault(error.message, hint: error.hint)
            }
        }
    #else
        /// The file as cairo wrote it: this build has nothing that could complete it.
        private static func completed(
            _ document: PDFCanvas.Document, language: String
        ) throws(ReportsError) -> [UInt8] { document.bytes }
    #endif

    private static func fault(_ message: String, hint: String?) -> ReportsError {
        ReportsError(.drawingFailed, message, hint: hint)
    }
}
