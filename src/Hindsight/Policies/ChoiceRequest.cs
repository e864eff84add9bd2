namespace Hindsight.Policies;

/// <summary>A conversation, and the words of which the policy is to say how likely each begins its response.</summary>
/// <param name="Messages">The prompt. The policy renders it with its own chat template and adds the generation prompt.</param>
/// <param name="Choices">Words that begin with different tokens.</param>
public sealed record ChoiceRequest(IReadOnlyList<ChatMessage> Messages, IReadOnlyList<string> Choices);
