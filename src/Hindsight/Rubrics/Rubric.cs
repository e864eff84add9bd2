namespace Hindsight.Rubrics;

/// <summary>What answers are judged by: weighted criteria, and the prompt with which a judge is asked about those that code cannot decide.</summary>
public sealed record Rubric
{
    /// <summary>Its name: the file's name without extension.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// A hash of the file's content (lower-case hexadecimal, the first 16 digits of SHA-256), recorded with every grade. Where a task changes criteria, <c>+</c> and a
    /// hash of these changes follow.
    /// </summary>
    public required string Version { get; init; }

    /// <summary>The version of the file alone: the same for all tasks.</summary>
    public string FileVersion => Version.Split('+')[0];

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>The criteria, at least one, at least one with a positive weight.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>The Semantic Kernel prompt template that a judge is asked with, or <see langword="null"/>: the judge's default prompt.</summary>
    public string? Template { get; init; }

    /// <summary>The template's variables, as the file declares them.</summary>
    public IReadOnlyList<RubricVariable> InputVariables { get; init; } = [];

    /// <summary>
    /// Semantic Kernel execution settings for the judge's call as JSON, or <see langword="null"/>: an object from service id (or <c>default</c>) to settings (temperature,
    /// max_tokens, …), as in a prompt's <c>config.json</c>.
    /// </summary>
    public string? ExecutionSettings { get; init; }

    /// <summary>How many criteria a judge is asked about in one call.</summary>
    /// <value><see cref="JudgeCalls.All"/></value>
    public JudgeCalls Calls { get; init; }

    /// <summary>The ids of the checks that judges may call as tools.</summary>
    /// <value>none</value>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Where each criterion stands in the file, counted from 1; empty where it was made otherwise.</summary>
    internal IReadOnlyDictionary<string, (int Line, int Column)> Places { get; init; } = new Dictionary<string, (int, int)>();

    /// <summary>Where the template stands in the file, or the file's beginning.</summary>
    internal (int Line, int Column) TemplatePlace { get; init; } = (1, 1);

    /// <summary>The place of a fault: that of the template or of its criterion, else <paramref name="whole"/>.</summary>
    internal (int Line, int Column) PlaceOf(RubricFault fault, (int Line, int Column) whole) => fault.IsOfTemplate ? TemplatePlace : Places.GetValueOrDefault(fault.CriterionId ?? "", whole);
}
