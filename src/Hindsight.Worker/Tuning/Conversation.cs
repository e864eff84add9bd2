using Hindsight.Policies;
using Hindsight.Tasks;

namespace Hindsight.Worker.Tuning;

/// <summary>A conversation to learn from, or to measure on.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Messages">At least one of them is the assistant's and learned.</param>
/// <param name="Read">The indices of the assistant's messages that are read alone and not learned.</param>
/// <param name="Split">What it is used for.</param>
internal sealed record Conversation(int Line, IReadOnlyList<ChatMessage> Messages, IReadOnlySet<int> Read, TaskSplit Split);
