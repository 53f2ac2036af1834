import CCairo
package import Charts

/// Draws the pages of a tagged PDF with outline, links, named destinations and page labels.
///
/// The file names each figure's place but not its alternative text, which cairo 1.16 drops;
/// `finish()` hands the texts out in order, for the room that completes the file.
package final class PDFCanvas: SheetCanvas {
    /// An entry of the outline, to put others under.
    package struct OutlineEntry: Hashable, Sendable {
        fileprivate let number: Int32
    }

    /// A finished document.
    package struct Document: Hashable, Sendable {
        package let bytes: [UInt8]
        package let pageCount: Int
        /// One text a figure, in reading order.
        package let alternativeTexts: [String]
    }

    /// Points a side of a page may have; the limit of the PDF format.
    package static let sideMax = 14_400.0

    private var pageCount = 1
    private var open: [StructureElement] = []
    private var alternativeTexts: [String] = []
    private var destinations: Set<String> = []
    private var wantedDestinations: Set<String> = []
    private var isFinished = false

    /// Opens the first page.
    package init(page: Size, label: String? = nil, metadata: PDFMetadata, shaper: TextShaper)
        throws(CairoError)
    {
        guard Self.isPossible(page) else { throw Self.badSize(page) }
        let sheet = try Sheet(pdfOf: page)
        sheet.setMetadata(CAIRO_PDF_METADATA_TITLE, metadata.title)
        sheet.setMetadata(CAIRO_PDF_METADATA_AUTHOR, metadata.author)
        sheet.setMetadata(CAIRO_PDF_METADATA_SUBJECT, metadata.subject)
        sheet.setMetadata(CAIRO_PDF_METADATA_KEYWORDS, metadata.keywords.joined(separator: ", "))
        sheet.setMetadata(CAIRO_PDF_METADATA_CREATOR, metadata.creator)
        sheet.setMetadata(CAIRO_PDF_METADATA_CREATE_DATE, metadata.createdAt)
        sheet.setMetadata(CAIRO_PDF_METADATA_MOD_DATE, metadata.createdAt)
        if let label { sheet.setPageLabel(label) }
        super.init(size: page, sheet: sheet, shaper: shaper)
    }

    /// Ends the page and opens the next, of the same size unless told otherwise; open elements go on.
    package func newPage(_ page: Size? = nil, label: String? = nil) {
        let page = page ?? size
        guard Self.isPossible(page) else { return sheet.note(Self.badSize(page)) }
        sheet.showPage()
        sheet.setPageSize(page)
        if let label { sheet.setPageLabel(label) }
        size = page
        pageCount += 1
    }

    /// Names a place on the open page; letters, digits, `-`, `_` and `.` make a name.
    package func destination(_ name: String, at point: Point) {
        guard TagAttributes.isDestination(name), destinations.insert(name).inserted else {
            return sheet.note(
                CairoError(.badDestination, "`\(name)` is malformed or already a destination"))
        }
        guard point.x.isFinite, point.y.isFinite else {
            return sheet.note(CairoError(.notFinite, "the destination `\(name)` has no finite place"))
        }
        sheet.beginTag(CAIRO_TAG_DEST, attributes: TagAttributes.destination(name, at: point))
        sheet.endTag(CAIRO_TAG_DEST)
    }

    /// Adds an entry to the outline that leads to a destination.
    @discardableResult
    package func outline(
        _ title: String, to destination: String, under parent: OutlineEntry? = nil,
    ) -> OutlineEntry {
        wantedDestinations.insert(destination)
        guard TagAttributes.isDestination(destination) else { return OutlineEntry(number: 0) }
        let attributes = TagAttributes.link(toDestination: destination)
        return OutlineEntry(
            number: sheet.addOutline(title, attributes: attributes, under: parent?.number ?? 0))
    }

    package override func begin(_ element: StructureElement) {
        open.append(element)
        switch element {
        case .figure(let alternativeText):
            alternativeTexts.append(alternativeText)
            sheet.beginTag(element.tag)
        case .link(let target) where TagAttributes.isDestination(target):
            wantedDestinations.insert(target)
            sheet.beginTag(element.tag, attributes: TagAttributes.link(toDestination: target))
        case .link(let target):
            guard let attributes = TagAttributes.link(toAddress: target) else {
                sheet.note(CairoError(.badDestination, "`\(target)` is no destination and no web address"))
                return
            }
            sheet.beginTag(element.tag, attributes: attributes)
        default:
            sheet.beginTag(element.tag)
        }
    }

    package override func end(_ element: StructureElement) {
        guard open.last == element else {
            return sheet.note(
                CairoError(
                    .unbalanced, "the element `\(element.tag)` was closed, but it was not the last one opened",
                ))
        }
        open.removeLast()
        sheet.endTag(element.tag)
    }

    /// Ends the last page and gives the file; throws the drawing's first fault.
    ///
    /// Nothing can be drawn afterwards.
    package func finish() throws(CairoError) -> Document {
        guard !isFinished else { throw CairoError(.drawing, "the document was already finished") }
        isFinished = true
        if let element = open.last {
            throw CairoError(.unbalanced, "the element `\(element.tag)` was not closed")
        }
        // An unknown destination makes cairo refuse the whole file without saying which.
        if let unknown = wantedDestinations.subtracting(destinations).min() {
            throw CairoError(
                .badDestination, "a link leads to `\(unknown)`, which the document does not have")
        }
        sheet.showPage()
        return Document(
            bytes: try sheet.finish(), pageCount: pageCount, alternativeTexts: alternativeTexts)
    }

    private static func isPossible(_ page: Size) -> Bool {
        (1...sideMax).contains(page.width) && (1...sideMax).contains(page.height)
    }

    private static func badSize(_ page: Size) -> CairoError {
        CairoError(.badSize, "a page of \(page.width) by \(page.height) points cannot be drawn")
    }
}

extension StructureElement {
    /// The PDF tag, one that cairo 1.16 accepts.
    var tag: String {
        switch self {
        case .document: "Document"
        case .section: "Sect"
        case .heading1: "H1"
        case .heading2: "H2"
        case .paragraph: "P"
        case .figure: "Figure"
        case .caption: "Caption"
        case .table: "Table"
        case .tableHead: "THead"
        case .tableBody: "TBody"
        case .tableRow: "TR"
        case .tableHeader: "TH"
        case .tableCell: "TD"
        case .list: "L"
        case .listItem: "LI"
        case .listBody: "LBody"
        case .link: "Link"
        }
    }
}
