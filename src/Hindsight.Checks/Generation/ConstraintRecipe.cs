using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.Checks.Generation;

/// <summary>
/// How constraints are made from a check: how its arguments are drawn, how they are put to the model, and what they get along with. A check may have several recipes,
/// of which a task takes one; a check without any is not generated from.
/// </summary>
internal sealed record ConstraintRecipe
{
    /// <summary>The check's id.</summary>
    public required string Check { get; init; }

    /// <summary>The arguments in the order in which they are drawn.</summary>
    public IReadOnlyDictionary<string, ArgumentSource> Arguments { get; init; } = new Dictionary<string, ArgumentSource>();

    /// <summary>Sentences that state the constraint, with <c>{argument}</c> in the place of each argument.</summary>
    public required IReadOnlyList<string> Wordings { get; init; }

    /// <summary>What stands in wordings for an argument's values, where that is not the value itself.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Names { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Whether <see cref="ICheck.Describe"/> is one more wording.</summary>
    /// <value><see langword="true"/></value>
    public bool Describe { get; init; } = true;

    /// <summary>Whether a wording may end with words of the argument, so that nothing may follow it on its line.</summary>
    public bool OwnLine { get; init; }

    /// <summary>What the constraint decides alone: no two constraints of a task claim the same.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>What else the table of conflicts knows it by.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The prompts that it fits, by their tags; empty: all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>How many words, sentences and lines it takes to meet: for each, factors of arguments (a list counts its items, a text 1) and a <c>constant</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Least { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>How many words, sentences and lines it leaves room for, in the same form.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Most { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>Whether it may have drawn arguments: all of its own are there, and those that it does not choose are its.</summary>
    public bool Fits(IReadOnlyDictionary<string, JsonElement> arguments) =>
        Arguments.All(a => arguments.TryGetValue(a.Key, out JsonElement value) && (a.Value.Value is not { } own || JsonElement.DeepEquals(own, value)));

    /// <summary>Whether the pools have as many texts left as it may take.</summary>
    public bool CanDraw(TaskChoices choices) => Arguments.Values.All(a => a.Pool is null || choices.Has(a.Pool, a.To ?? 1));

    /// <summary>Draws arguments.</summary>
    public DrawnConstraint Draw(ICheck check, TaskChoices choices)
    {
        var arguments = new Dictionary<string, JsonElement>();
        foreach ((string name, ArgumentSource source) in Arguments)
            arguments.Add(name, source.Draw(arguments, choices));
        return new DrawnConstraint(this, check, arguments);
    }
}
