using Hindsight.Grading;
using Hindsight.Policies;

namespace Hindsight.Trajectories;

/// <summary>An answer with all that is known of it. Within a run, (step, task, index) is unique.</summary>
public sealed record Trajectory
{
    /// <summary>The training step, from 1; 0 for what was captured.</summary>
    public required int Step { get; init; }

    /// <summary>The task's id.</summary>
    public required string TaskId { get; init; }

    /// <summary>Its place in the task's step: drafts 0 … N−1; the revision of draft i is N + i.</summary>
    public required int Index { get; init; }

    /// <summary>How it came about.</summary>
    public required TrajectoryRole Role { get; init; }

    /// <summary>The index of the draft that it revises; <see langword="null"/> for a draft.</summary>
    public int? ParentIndex { get; init; }

    /// <summary>Tokens, log-probs and text.</summary>
    public required Sample Sample { get; init; }

    /// <summary>The verdicts and the score or the cause why there is none.</summary>
    public required Grade Grade { get; init; }

    /// <summary>The hindsight prompt that asked for this revision; <see langword="null"/> for a draft.</summary>
    public IReadOnlyList<ChatMessage>? HindsightPrompt { get; init; }

    /// <summary>What a model judge said of the draft for its revision; <see langword="null"/> where none was asked.</summary>
    public string? Advice { get; init; }

    /// <summary>The reward after bonus (in a skipped group: the score), or <see langword="null"/>: ungraded, a draft that was replaced, or a revision that was not kept.</summary>
    public double? Reward { get; init; }

    /// <summary>The advantage within its group, or <see langword="null"/>: not trained on.</summary>
    public double? Advantage { get; init; }

    /// <summary>Where it stands after selection.</summary>
    public TrajectoryStanding Standing { get; init; }

    /// <summary>The slot (a draft's index) whose place a kept revision, or a copy of the best draft (<see cref="Curation.HindsightOptions.FillWithBest"/>), takes; <see langword="null"/> otherwise.</summary>
    public int? ReplacedIndex { get; init; }
}
