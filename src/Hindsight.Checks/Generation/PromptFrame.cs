namespace Hindsight.Checks.Generation;

/// <summary>How a request and its constraints become one message.</summary>
internal sealed record PromptFrame
{
    /// <summary>The message, with <c>{prompt}</c> and <c>{constraints}</c>.</summary>
    public required string Text { get; init; }

    /// <summary>One constraint, with <c>{constraint}</c> and, in a numbered list, <c>{number}</c>.</summary>
    public required string Item { get; init; }

    /// <summary>What stands between two constraints.</summary>
    public required string Between { get; init; }

    /// <summary>Whether constraints stand on one line.</summary>
    public bool Inline { get; init; }

    /// <summary>The smallest number of constraints that it suits.</summary>
    /// <value>1</value>
    public int Least { get; init; } = 1;

    public bool Suits(IReadOnlyList<DrawnConstraint> constraints) => constraints.Count >= Least && !(Inline && constraints.Any(c => c.Recipe.OwnLine));

    public string Write(string prompt, IReadOnlyList<string> constraints)
    {
        IEnumerable<string> items = constraints.Select((constraint, i) => Wording.Fill(Item, name => name == "number" ? $"{i + 1}" : constraint));
        return Wording.Fill(Text, name => name == "prompt" ? prompt : string.Join(Between, items));
    }
}
