/// A command without its types: what help and completions need to know of it.
struct CommandSpec: Hashable, Sendable {
    var name: String
    var summary: String
    var details: String
    var examples: [String]
    var specs: [Spec]
    var children: [CommandSpec]
    /// The heading in the overview.
    var heading: String

    init<Action>(_ command: Command<Action>, heading: String) {
        name = command.name
        summary = command.summary
        details = command.details
        examples = command.examples
        specs = command.specs
        children = command.children.map { CommandSpec($0, heading: heading) }
        self.heading = heading
    }

    init(
        _ name: String, _ summary: String, details: String = "", specs: [Spec] = [],
        children: [CommandSpec] = [], heading: String = "",
    ) {
        self.name = name
        self.summary = summary
        self.details = details
        examples = []
        self.specs = specs
        self.children = children
        self.heading = heading
    }

    /// This command and all below it with their paths, in order; the root's path is empty.
    func walk(_ path: [String] = []) -> [(path: [String], command: CommandSpec)] {
        [(path, self)] + children.flatMap { $0.walk(path + [$0.name]) }
    }

    /// The command at a path.
    func child(at path: [String]) -> CommandSpec? {
        guard let name = path.first else { return self }
        return children.first { $0.name == name }?.child(at: Array(path.dropFirst()))
    }
}
