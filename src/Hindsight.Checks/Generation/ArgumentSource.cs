using System.Text.Json;

namespace Hindsight.Checks.Generation;

/// <summary>How one argument of a check is drawn: a given value, one of several, a whole number of a range, or words of a pool.</summary>
internal sealed record ArgumentSource
{
    /// <summary>The pool whose only text is the request itself.</summary>
    public const string Prompt = "prompt";

    /// <summary>The value that is always taken.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>The values of which one is taken.</summary>
    public IReadOnlyList<JsonElement> OneOf { get; init; } = [];

    /// <summary>The pool that a text is taken from; with <see cref="From"/> and <see cref="To"/>, a list of so many texts. No text is taken twice for one task.</summary>
    public string? Pool { get; init; }

    /// <summary>The smallest number.</summary>
    public int? From { get; init; }

    /// <summary>The largest number.</summary>
    public int? To { get; init; }

    /// <summary>The argument, drawn before, that takes the place of <see cref="To"/>.</summary>
    public string? UpTo { get; init; }

    /// <summary>The argument, drawn before, that the number is added to.</summary>
    public string? Above { get; init; }

    /// <summary>What the numbers differ by.</summary>
    /// <value>1</value>
    public int Step { get; init; } = 1;

    /// <summary>Draws a value.</summary>
    /// <param name="drawn">The arguments drawn before.</param>
    /// <param name="choices">The choices of this task.</param>
    public JsonElement Draw(IReadOnlyDictionary<string, JsonElement> drawn, TaskChoices choices)
    {
        if (Value is { } value)
            return value;
        if (OneOf.Count > 0)
            return choices.OneOf(OneOf);
        if (Pool is not null && From is null)
            return JsonSerializer.SerializeToElement(choices.Take(Pool));
        int number = choices.Between(From ?? 0, UpTo is null ? To ?? 0 : drawn[UpTo].GetInt32(), Step);
        if (Pool is not null)
            return JsonSerializer.SerializeToElement(Enumerable.Range(0, number).Select(_ => choices.Take(Pool)));
        return JsonSerializer.SerializeToElement(number + (Above is null ? 0 : drawn[Above].GetInt32()));
    }
}
