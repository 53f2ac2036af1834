/// How many different conversations and messages the calls of a group belong to, and whose agents made them.
///
/// Distinct counts do not add up: a conversation of two days counts in both and once in the total. A call that was reversed
/// leaves none behind.
public struct Activity: Hashable, Sendable {
    /// How many different conversations have a call that counts.
    public var conversations: Int
    /// How many different messages have a call that counts.
    public var messages: Int
    /// The agents with a call that counts, sorted.
    public var agents: [String]

    /// An activity.
    public init(conversations: Int = 0, messages: Int = 0, agents: [String] = []) {
        self.conversations = conversations
        self.messages = messages
        self.agents = agents
    }
}
