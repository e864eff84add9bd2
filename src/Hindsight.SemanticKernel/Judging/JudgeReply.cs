using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>What came of one call of a judge: its text, or the cause why there is none; and in either case what it cost.</summary>
internal sealed record JudgeReply
{
    /// <summary>The text; empty when there is a cause.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether the length limit cut the text off.</summary>
    public bool IsCut { get; init; }

    public UngradedCause? Cause { get; init; }

    /// <summary>The cause in words.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The prompt as it was sent, with its message tags; empty for a conversation.</summary>
    public string RenderedPrompt { get; init; } = "";

    public required GradeUsage Usage { get; init; }
}
