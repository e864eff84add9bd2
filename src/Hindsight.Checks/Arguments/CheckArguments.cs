using System.Globalization;
using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.Checks.Arguments;

/// <summary>A check's arguments, read by the types of its parameters, with their defaults.</summary>
/// <remarks>A number may be given as a text, since a text is what a task's variable leaves behind.</remarks>
internal readonly struct CheckArguments(IReadOnlyList<CheckParameter> parameters, IReadOnlyDictionary<string, JsonElement> values)
{
    public bool Has(string name) => Find(name) is not null;

    public string Text(string name) => Find(name)?.GetString() ?? "";

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public IReadOnlyList<string> Texts(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { } list => [.. list.EnumerateArray().Select(e => e.GetString()!)],
    };

    /// <summary>A whole number, or <see langword="null"/>: not given, or still a variable.</summary>
    public int? Integer(string name) => Find(name) is { } value && ArgumentValue.TryNumber(value, out double number) ? (int)number : null;

    /// <summary>A number, or <see langword="null"/>: not given, or still a variable.</summary>
    public double? Number(string name) => Find(name) is { } value && ArgumentValue.TryNumber(value, out double number) ? number : null;

    public bool Flag(string name) => Find(name) is { } value && ArgumentValue.TryFlag(value, out bool flag) && flag;

    /// <summary>The argument as it is written, for sentences: a variable stays one.</summary>
    public string Written(string name) => Find(name) switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble().ToString("0.####", CultureInfo.InvariantCulture),
        { } other => other.GetRawText(),
    };

    private JsonElement? Find(string name)
    {
        if (values.TryGetValue(name, out JsonElement given))
            return given;
        foreach (CheckParameter parameter in parameters)
        {
            if (parameter.Name == name)
                return parameter.Default;
        }
        throw new ArgumentException($"The check has no parameter '{name}'.", nameof(name));
    }
}
