using Hindsight.Policies;
using Hindsight.Tasks;

namespace Hindsight.Worker.Tuning;

/// <summary>A conversation to learn from, or to measure on.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Messages">At least one of them is the assistant's.</param>
/// <param name="Split">What it is used for.</param>
internal sealed record Conversation(int Line, IReadOnlyList<ChatMessage> Messages, TaskSplit Split);
