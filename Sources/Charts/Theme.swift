/// The colours of a chart, by what they mean.
public struct Theme: Hashable, Sendable {
    /// The ground that everything is drawn on.
    public var paper: Colour
    /// Titles, totals and names.
    public var ink: Colour
    /// Running text.
    public var body: Colour
    /// The quietest text: axis labels, subtitles, feet.
    public var mute: Colour
    /// Zero lines and leaders; too pale for text.
    public var axis: Colour
    /// Grid lines and thin rules.
    public var hair: Colour
    /// Quiet areas such as the block that says there are no data.
    public var band: Colour
    /// The tab above a title, and a series that is alone.
    public var accent: Colour
    /// Columns of days that are still to come.
    public var forecastFill: Colour
    /// The range around a forecast.
    public var forecastRange: Colour
    /// The expected value of a forecast.
    public var forecastMean: Colour
    /// The budget's line.
    public var budget: Colour
    /// Costs that rise, and alerts.
    public var up: Colour
    /// Costs that fall, and credits.
    public var down: Colour
    /// What has been folded into "Other".
    public var other: Colour
    /// Eight families of three steps each, in the order in which providers take them.
    public var families: [[Colour]]
    /// Eight steps from little to much.
    public var sequential: [Colour]

    /// Dark ink on white paper, for everything that is mailed or printed.
    public static let light = Theme(
        paper: Colour(0xFFFFFF), ink: Colour(0x15202E), body: Colour(0x364252), mute: Colour(0x5D6978),
        axis: Colour(0x98A2AF), hair: Colour(0xE6E9EE), band: Colour(0xF4F6F8), accent: Colour(0x0F4C5C),
        forecastFill: Colour(0xDDE2E8), forecastRange: Colour(0xB9C2CD, alpha: 0.55),
        forecastMean: Colour(0x5D6978), budget: Colour(0x15202E), up: Colour(0xA8320A),
        down: Colour(0x14655E), other: Colour(0xA3ACB8),
        families: [
            [0x2F61AF, 0x7FA6E0, 0xBCD3F5], [0xCE5C01, 0xF3A467, 0xFBD3B3],
            [0x3D9791, 0x93CBC5, 0xC6E6E2], [0x5F1B5F, 0xA66FA6, 0xD9BBD9],
            [0xE8B543, 0xB98A1E, 0xF3D998], [0xA1264B, 0xD9738F, 0xF1BECB],
            [0x2C4A0A, 0x86A75A, 0xC3D6A8], [0x59B7E4, 0xA5D7F0, 0xD3ECF8],
        ].map { $0.map { Colour($0) } },
        sequential: [
            0xF3F6F9, 0xDCE8F0, 0xB5D2E2, 0x83B3CE, 0x4F8FB6, 0x286A98, 0x124A74, 0x0B2F4F,
        ].map { Colour($0) }, )

    /// Light ink on dark paper, for PNG only.
    public static let dark = Theme(
        paper: Colour(0x11171F), ink: Colour(0xF1F4F8), body: Colour(0xC9D1DB), mute: Colour(0x98A3B1),
        axis: Colour(0x66727F), hair: Colour(0x28323E), band: Colour(0x1A222C), accent: Colour(0x4FB3C4),
        forecastFill: Colour(0x2A3440), forecastRange: Colour(0x465362, alpha: 0.55),
        forecastMean: Colour(0x98A3B1), budget: Colour(0xF1F4F8), up: Colour(0xFF9A6B),
        down: Colour(0x5CC8BC), other: Colour(0x707B88),
        families: [
            [0x5387D8, 0x32568E, 0x24406B], [0xE47C3B, 0x9C5326, 0x6B391B],
            [0x7EDBD2, 0x5FA09A, 0x4C7874], [0x944C8F, 0xC188BB, 0xDFB3DA],
            [0xEEC25B, 0xAD8E47, 0x826C3C], [0xAC3A58, 0xD67C8D, 0xF0AAB6],
            [0x4F7929, 0x88AA70, 0xB3CDA2], [0x5DB0D9, 0x407996, 0x2E5569],
        ].map { $0.map { Colour($0) } },
        sequential: [
            0x182029, 0x1B2F40, 0x1E455E, 0x22607F, 0x297699, 0x4CA1C4, 0x82C4DE, 0xC4E6F3,
        ].map { Colour($0) }, )

    /// The colour of a series; a place outside the palette is grey.
    public func colour(of series: SeriesColour) -> Colour {
        switch series {
        case .accent: accent
        case .other: other
        case .family(let family, let step):
            families.indices.contains(family) && families[family].indices.contains(step)
                ? families[family][step] : other
        }
    }
}
