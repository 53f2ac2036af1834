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

    /// A picture at two pixels a unit, as a PNG file.
    func png(size: Size, theme: Theme, _ draw: (any Canvas) -> Void) throws(ReportsError) -> [UInt8] {
        let picture = laidOut(size: size, draw)
        return try Self.png(try pixels(of: picture, theme: theme))
    }

    /// What is drawn for a picture, in words measured with these fonts; it takes few of the bytes that its pixels will.
    func laidOut(size: Size, _ draw: (any Canvas) -> Void) -> RecordingCanvas {
        let picture = RecordingCanvas(size: size, measure: shaper)
        draw(picture)
        return picture
    }

    /// The pixels of a picture, two a unit.
    func pixels(of picture: RecordingCanvas, theme: Theme) throws(ReportsError) -> Pixels {
        do throws(CairoError) {
            let canvas = try PNGCanvas(size: picture.size, paper: theme.paper, shaper: shaper)
            picture.replay(on: canvas)
            return try canvas.finish()
        } catch {
            throw Self.fault(error.message, hint: error.hint)
        }
    }

    /// Pixels as a PNG file; needs no fonts, so that any thread may do it.
    static func png(_ pixels: Pixels) throws(ReportsError) -> [UInt8] {
        do throws(PNGError) {
            return try pixels.withValues { values throws(PNGError) in
                try PNGEncoder().encode(width: pixels.width, height: pixels.height, pixels: values)
            }
        } catch {
            throw fault(error.message, hint: error.hint)
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
                let trial = RecordingCanvas(size: Page.size, measure: canvas)
                var anchors = page.draw(on: trial)
                page.missingCharacters = trial.missingCharacters
                if index > 0 { canvas.newPage(label: "\(page.number)") }
                canvas.destination(page.word, at: Point(0, 0))
                let entry = pages.count > 1 ? canvas.outline(page.title, to: page.word) : nil
                // What is missing is told at the foot, and moves what stands above it.
                if page.missingCharacters > 0 {
                    anchors = page.draw(on: canvas)
                } else {
                    trial.replay(on: canvas)
                }
                for anchor in anchors {
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
