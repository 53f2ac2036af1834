import Cairo
import Charts
import PNG
import UsageModel

#if TaggedPDF
    import PDFFile
#endif

/// Draws onto PNG, PDF and SVG with one set of fonts, and turns their faults into the report's.
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

    /// A picture of shapes.
    func svg(size: Size, theme: Theme, _ draw: (any Canvas) -> Void) throws(ReportsError) -> [UInt8] {
        do throws(CairoError) {
            let canvas = try SVGCanvas(size: size, paper: theme.paper, shaper: shaper)
            draw(canvas)
            return try canvas.finish()
        } catch {
            throw Self.fault(error.message, hint: error.hint)
        }
    }

    /// A document of one page of any size, tagged as `draw` does it.
    func pdf(
        size: Size, metadata: PDFMetadata, language: String, _ draw: (any Canvas) -> Void
    ) throws(ReportsError) -> [UInt8] {
        let document: PDFCanvas.Document
        do throws(CairoError) {
            let canvas = try PDFCanvas(page: size, metadata: metadata, shaper: shaper)
            draw(canvas)
            document = try canvas.finish()
        } catch {
            throw Self.fault(error.message, hint: error.hint)
        }
        return try Self.completed(document, language: language)
    }

    /// A document of pages, tagged, with its outline: each page, and below it its sections.
    func pdf(
        metadata: PDFMetadata, language: String, pages: (any TextMeasuring) -> [Page]
    ) throws(ReportsError) -> [UInt8] {
        let document: PDFCanvas.Document
        do throws(CairoError) {
            let canvas = try PDFCanvas(page: Page.size, label: "1", metadata: metadata, shaper: shaper)
            let pages = pages(canvas)
            canvas.begin(.document)
            for (index, page) in pages.enumerated() {
                var page = page
                page.missingCharacters = MissingCharacters.count(on: canvas) { page.draw(on: $0) }
                if index > 0 { canvas.newPage(label: "\(page.number)") }
                canvas.destination(page.word, at: Point(0, 0))
                let entry = pages.count > 1 ? canvas.outline(page.title, to: page.word) : nil
                for anchor in page.draw(on: canvas) {
                    canvas.destination(anchor.word, at: anchor.point)
                    canvas.outline(anchor.title, to: anchor.word, under: entry)
                }
            }
            canvas.end(.document)
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
