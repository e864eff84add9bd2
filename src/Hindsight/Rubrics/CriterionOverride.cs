using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.Rubrics;

/// <summary>What a task changes of a criterion of its rubric: what is <see langword="null"/> stays as the rubric says.</summary>
public sealed record CriterionOverride
{
    /// <summary>The criterion's id.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the criterion is left out for this task; nothing else is given then.</summary>
    public bool Drop { get; init; }

    /// <inheritdoc cref="Criterion.Weight"/>
    public double? Weight { get; init; }

    /// <inheritdoc cref="Criterion.Veto"/>
    public bool? Veto { get; init; }

    /// <inheritdoc cref="Criterion.Levels"/>
    public IReadOnlyList<CriterionLevel>? Levels { get; init; }

    /// <inheritdoc cref="Criterion.Arguments"/>
    public IReadOnlyDictionary<string, JsonElement>? Arguments { get; init; }

    /// <inheritdoc cref="Criterion.Judge"/>
    public string? Judge { get; init; }

    /// <inheritdoc cref="Criterion.When"/>
    public CriterionCondition? When { get; init; }

    /// <inheritdoc cref="Criterion.Group"/>
    public string? Group { get; init; }

    /// <inheritdoc cref="Criterion.Tags"/>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What does not fit the criterion, each with the key: keys of the other kind, a veto on a pitfall.</summary>
    internal IEnumerable<(string Key, string Text)> Faults(Criterion criterion)
    {
        if (criterion.Kind == CriterionKind.Check && Levels is not null) yield return ("levels", "changes 'levels', which only a judged criterion has");
        if (criterion.Kind == CriterionKind.Check && Judge is not null) yield return ("judge", "changes 'judge', which only a judged criterion has");
        if (criterion.Kind == CriterionKind.Judge && Arguments is not null) yield return ("arguments", "changes 'arguments', which only a check has");
        if ((Veto ?? criterion.Veto) && (Weight ?? criterion.Weight) < 0) yield return (Veto is null ? "weight" : "veto", $"is a veto with the weight {Weight ?? criterion.Weight}, expected a weight of at least 0");
    }

    /// <summary>The criterion as the task wants it. A text that is the check's own sentence becomes that of the new arguments.</summary>
    internal Criterion Apply(Criterion criterion, ICheckRegistry checks) => criterion with
    {
        Text = Arguments is not null && checks.TryGet(criterion.Check ?? "", out ICheck? check) && criterion.Text == check.Describe(criterion.Arguments) && check.Validate(Arguments).Count == 0
            ? check.Describe(Arguments) : criterion.Text,
        Weight = Weight ?? criterion.Weight,
        Veto = Veto ?? criterion.Veto,
        Levels = Levels ?? criterion.Levels,
        Arguments = Arguments ?? criterion.Arguments,
        Judge = Judge ?? criterion.Judge,
        When = When ?? criterion.When,
        Group = Group ?? criterion.Group,
        Tags = Tags ?? criterion.Tags,
    };
}
