using Hindsight.Grading;
using Hindsight.Policies;

namespace Hindsight.Suites;

/// <summary>An answer to a prompt of a suite, with its verdicts.</summary>
public sealed record SuiteAnswer
{
    /// <summary>The prompt's key.</summary>
    public required string Key { get; init; }

    /// <summary>Which of the answers to this prompt it is, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>What was asked, where that is one text.</summary>
    public string? Prompt { get; init; }

    /// <summary>The answer.</summary>
    public required string Response { get; init; }

    /// <summary>Why it ended; <see langword="null"/> where it was made elsewhere.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The prompt's tokens; <see langword="null"/> where the answer was made elsewhere.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>The answer's tokens; <see langword="null"/> where it was made elsewhere.</summary>
    public int? Tokens { get; init; }

    /// <summary>The verdicts, in the suite's order; empty only where the rubric could not be applied.</summary>
    public required IReadOnlyList<SuiteVerdict> Verdicts { get; init; }

    /// <summary>The score by the task's rubric, 0 to 1; <see langword="null"/> in the published forms, and where there is none.</summary>
    public double? Score { get; init; }

    /// <summary>Why it is ungraded: the first unknown verdict's cause. It then counts in no number.</summary>
    public UngradedCause? Ungraded { get; init; }

    /// <summary>That cause in words.</summary>
    public string? UngradedDetail { get; init; }

    /// <summary>An answer with its grade.</summary>
    /// <param name="item">The prompt.</param>
    /// <param name="index">Which of the answers to it this is.</param>
    /// <param name="sample">The answer; without tokens where it was made elsewhere.</param>
    /// <param name="grade">Its grade.</param>
    public static SuiteAnswer Of(SuiteItem item, int index, Sample sample, Grade grade)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(grade);
        bool own = sample.PromptTokens.Length > 0;
        return new SuiteAnswer
        {
            Key = item.Key,
            Sample = index,
            Prompt = item.Prompt,
            Response = sample.Text,
            FinishReason = own ? sample.FinishReason : null,
            PromptTokens = own ? sample.PromptTokens.Length : null,
            Tokens = own ? sample.ResponseTokens.Length : null,
            Verdicts = grade.Verdicts.Count == 0 ? [] : item.Demands.Count > 0 ? [.. item.Demands.Select(d => SuiteVerdict.Of(d, grade))] : [.. grade.Verdicts.Select(SuiteVerdict.Of)],
            Score = item.Demands.Count > 0 ? null : grade.Score,
            Ungraded = grade.Cause,
            UngradedDetail = grade.CauseDetail,
        };
    }

    /// <summary>Whether every verdict is as it should be.</summary>
    internal bool Holds(bool loose = false) => Verdicts.All(v => v.IsSatisfied(loose));
}
