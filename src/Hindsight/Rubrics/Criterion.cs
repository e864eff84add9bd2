using System.Text.Json;

namespace Hindsight.Rubrics;

/// <summary>One thing that an answer is judged by.</summary>
public sealed record Criterion
{
    /// <summary>Unique within its rubric: letters, digits, <c>_</c> and <c>-</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What is demanded, as the judge, the hindsight prompt and reports say it; may hold <c>{{$variables}}</c> of the task.</summary>
    public required string Text { get; init; }

    /// <summary>Its weight w_k in the score; negative marks a pitfall, which is <em>met</em> when the answer runs into it.</summary>
    /// <value>1</value>
    public double Weight { get; init; } = 1;

    /// <summary>Whether the score is 0 if it is unmet. Needs a weight of at least 0.</summary>
    public bool Veto { get; init; }

    /// <summary>The ordinal levels, or none for a criterion that is met or unmet. A levelled criterion counts w_k times its degree and is met when its degree is 1.</summary>
    public IReadOnlyList<CriterionLevel> Levels { get; init; } = [];

    /// <summary>Who decides it.</summary>
    public CriterionKind Kind { get; init; }

    /// <summary>The check's id, for <see cref="CriterionKind.Check"/>.</summary>
    public string? Check { get; init; }

    /// <summary>The check's arguments; texts in them may hold <c>{{$variables}}</c> of the task.</summary>
    public IReadOnlyDictionary<string, JsonElement> Arguments { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The name of the judge or panel that decides it, or <see langword="null"/>: the configured one.</summary>
    public string? Judge { get; init; }

    /// <summary>When it applies, or <see langword="null"/>: always.</summary>
    public CriterionCondition? When { get; init; }

    /// <summary>The criteria that belong together with it, for <see cref="JudgeCalls.Group"/> and for reports; <see langword="null"/>: none.</summary>
    public string? Group { get; init; }

    /// <summary>Free labels, for reports.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
