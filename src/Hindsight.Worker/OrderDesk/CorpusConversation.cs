using Hindsight.Policies;

namespace Hindsight.Worker.OrderDesk;

/// <summary>One conversation of the pretraining corpus: a task, a draft, the hindsight prompt, the revision.</summary>
/// <param name="Messages">In this order.</param>
/// <param name="LearnsDraft">Whether the draft is learned too, as a reply to the task alone; the revision always is.</param>
internal sealed record CorpusConversation(IReadOnlyList<ChatMessage> Messages, bool LearnsDraft);
