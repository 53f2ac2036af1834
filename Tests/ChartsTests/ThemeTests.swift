import Charts
import Foundation
import Testing

struct ThemeTests {
    @Test func `CIEDE2000 agrees with published pairs`() {
        // Sharma, Wu and Dalal 2005, table 1, pairs 1, 7, 13 and 17.
        let pairs: [((Double, Double, Double), (Double, Double, Double), Double)] = [
            ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
            ((50, 0, 0), (50, -1, 2), 2.3669),
            ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461),
            ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ]
        for (p, q, expected) in pairs {
            #expect(abs(PerceivedColour.difference(p, q) - expected) < 0.0001)
        }
    }

    @Test(arguments: [
        ("ink", 16.4, 16.3), ("body", 10.2, 11.7), ("mute", 5.6, 7.0), ("axis", 2.6, 3.7),
        ("accent", 9.5, 7.4), ("up", 6.7, 8.7), ("down", 6.9, 9.0), ("other", 2.3, 4.2),
    ])
    func `tokens have the contrast the style states`(name: String, light: Double, dark: Double) throws {
        for (theme, stated) in [(Theme.light, light), (.dark, dark)] {
            let colours = [
                "ink": theme.ink, "body": theme.body, "mute": theme.mute, "axis": theme.axis,
                "accent": theme.accent, "up": theme.up, "down": theme.down, "other": theme.other,
            ]
            let colour = try #require(colours[name])
            let ratio = PerceivedColour(colour).contrast(with: PerceivedColour(theme.paper))
            #expect(abs(ratio - stated) < 0.06, "\(name) has \(ratio)")
        }
    }

    @Test func `every text colour reads at 4.5 to 1`() {
        for theme in [Theme.light, .dark] {
            for role in TextRole.allCases {
                let ratio = PerceivedColour(role.colour(theme)).contrast(with: PerceivedColour(theme.paper))
                #expect(ratio >= 4.5, "\(role)")
            }
        }
    }

    /// The smallest difference of any two of the first colours under any vision.
    private func closest(_ theme: Theme, _ count: Int) -> Double {
        let colours = theme.families.prefix(count).map { $0[0] }
        return PerceivedColour.Vision.allCases.flatMap { vision in
            colours.indices.flatMap { i in
                colours.indices.filter { $0 > i }.map { j in
                    PerceivedColour(colours[i], as: vision)
                        .difference(from: PerceivedColour(colours[j], as: vision))
                }
            }
        }.min() ?? 0
    }

    @Test(arguments: [(4, 15.1, 14.0), (6, 14.9, 11.9), (8, 12.3, 9.7)])
    func `providers differ for every eye`(count: Int, light: Double, dark: Double) {
        #expect(abs(closest(.light, count) - light) < 0.06, "\(closest(.light, count))")
        #expect(abs(closest(.dark, count) - dark) < 0.06, "\(closest(.dark, count))")
    }

    /// The third step is pale and always has the paper line and a label; below that a difference is not seen.
    @Test func `models of one provider that touch in a stack differ for every eye`() {
        for (theme, least) in [(Theme.light, [10.0, 6.8]), (.dark, [10.0, 6.8])] {
            for family in theme.families {
                for (step, least) in least.enumerated() {
                    for vision in PerceivedColour.Vision.allCases {
                        let difference = PerceivedColour(family[step], as: vision)
                            .difference(from: PerceivedColour(family[step + 1], as: vision))
                        #expect(difference >= least, "\(family[step]) step \(step + 1) \(vision)")
                    }
                }
            }
        }
    }

    @Test(arguments: [(Theme.light, 4.6), (.dark, 4.5)])
    func `a figure on any heatmap cell reads`(theme: Theme, least: Double) {
        for cell in theme.sequential {
            let best = [theme.ink, theme.paper].map {
                PerceivedColour($0).contrast(with: PerceivedColour(cell))
            }.max()
            #expect((best ?? 0) >= least)
        }
    }

    @Test func `a place outside the palette is grey`() {
        #expect(Theme.light.colour(of: .family(0, step: 0)) == Colour(0x2F61AF))
        #expect(Theme.dark.colour(of: .family(7, step: 2)) == Colour(0x2E5569))
        for outside in [
            SeriesColour.family(8, step: 0), .family(-1, step: 0), .family(0, step: 3), .other,
        ] {
            #expect(Theme.light.colour(of: outside) == Theme.light.other)
        }
    }
}

struct SeriesColourTests {
    @Test func `a provider keeps its family and a model its step when more come`() {
        let night: [(provider: String, model: String)] = [
            ("openai", "gpt-5"), ("google", "gemini"), ("openai", "gpt-5-mini"), ("openai", "gpt-5"),
        ]
        let first = SeriesColour.assign(night)
        #expect(
            first == [
                .family(0, step: 0), .family(1, step: 0), .family(0, step: 1), .family(0, step: 0),
            ])
        let next = SeriesColour.assign(night + [("mistral", "large"), ("google", "flash")])
        #expect(Array(next.prefix(4)) == first)
        #expect(next.suffix(2) == [.family(2, step: 0), .family(1, step: 1)])
    }

    @Test func `the ninth provider and the fourth model have no colour of their own`() {
        let providers = SeriesColour.assign((0..<9).map { ("provider \($0)", "model") })
        #expect(providers.map(\.isOwn) == Array(repeating: true, count: 8) + [false])
        let models = SeriesColour.assign((0..<4).map { ("provider", "model \($0)") })
        #expect(models.map(\.isOwn) == [true, true, true, false])
    }
}
