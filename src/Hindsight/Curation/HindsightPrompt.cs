using Hindsight.Grading;
using Hindsight.Policies;

namespace Hindsight.Curation;

/// <summary>A rendered hindsight prompt.</summary>
/// <param name="Messages">The conversation that asks the policy for a revision.</param>
/// <param name="Advice">What a model judge said of the draft, or <see langword="null"/>: none was asked.</param>
public sealed record HindsightPrompt(IReadOnlyList<ChatMessage> Messages, string? Advice)
{
    /// <summary>What asking for the advice cost, by judge.</summary>
    public IReadOnlyDictionary<string, GradeUsage> UsageByJudge { get; init; } = new Dictionary<string, GradeUsage>();
}
