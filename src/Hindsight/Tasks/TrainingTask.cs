using Hindsight.Policies;
using Hindsight.Rubrics;

namespace Hindsight.Tasks;

/// <summary>A prompt and how its answers are to be judged.</summary>
public sealed record TrainingTask
{
    /// <summary>Unique within the run.</summary>
    public required string Id { get; init; }

    /// <summary>The prompt: at least one message.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The name of the rubric, or <see langword="null"/>: the configured one.</summary>
    public string? Rubric { get; init; }

    /// <summary>Criteria of this task alone, added to the rubric's; one with the id of a rubric's criterion takes its place.</summary>
    public IReadOnlyList<Criterion> Criteria { get; init; } = [];

    /// <summary>What this task changes of the rubric's criteria, or that it drops them; no id stands in <see cref="Criteria"/> too.</summary>
    public IReadOnlyList<CriterionOverride> Overrides { get; init; } = [];

    /// <summary>Values for <c>{{$name}}</c> in the rubric's texts and arguments.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Free labels, for reports.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether it is trained on or measures.</summary>
    public TaskSplit Split { get; init; }
}
