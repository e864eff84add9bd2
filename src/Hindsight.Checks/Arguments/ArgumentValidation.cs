using System.Globalization;
using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.Checks.Arguments;

/// <summary>Everything wrong with a check's arguments, parameter by parameter.</summary>
internal static class ArgumentValidation
{
    public static List<string> Faults(IReadOnlyList<CheckParameter> parameters, IReadOnlyDictionary<string, JsonElement> arguments)
    {
        List<string> faults = [];
        foreach (string name in arguments.Keys.Where(n => parameters.All(p => p.Name != n)).Order(StringComparer.Ordinal))
        {
            string known = parameters.Count == 0 ? "it takes none" : $"it takes {string.Join(", ", parameters.Select(p => p.Name))}";
            faults.Add($"'{name}' is no argument of this check; {known}.");
        }
        foreach (CheckParameter parameter in parameters)
        {
            if (arguments.TryGetValue(parameter.Name, out JsonElement value))
            {
                if (Fault(parameter, value) is { } fault)
                    faults.Add($"'{parameter.Name}': {fault}");
            }
            else if (parameter.Required)
            {
                faults.Add($"'{parameter.Name}' is missing: expected {Expected(parameter)}.");
            }
        }
        return faults;
    }

    private static string? Fault(CheckParameter parameter, JsonElement value) => parameter.Type switch
    {
        CheckParameterType.Text => TextFault(parameter, value),
        CheckParameterType.TextList => TextListFault(parameter, value),
        CheckParameterType.Boolean => ArgumentValue.TryFlag(value, out _) || ArgumentValue.HoldsVariable(value) ? null : Mismatch(parameter, value),
        _ => NumberFault(parameter, value),
    };

    private static string? TextFault(CheckParameter parameter, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Length == 0)
            return Mismatch(parameter, value);
        return parameter.Choices.Count == 0 || parameter.Choices.Contains(value.GetString()!) || ArgumentValue.HoldsVariable(value)
            ? null : Mismatch(parameter, value);
    }

    private static string? TextListFault(CheckParameter parameter, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!.Length > 0 ? null : Mismatch(parameter, value);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
            return Mismatch(parameter, value);
        return value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String && e.GetString()!.Length > 0) ? null : Mismatch(parameter, value);
    }

    private static string? NumberFault(CheckParameter parameter, JsonElement value)
    {
        if (ArgumentValue.HoldsVariable(value))
            return null;
        if (!ArgumentValue.TryNumber(value, out double number))
            return Mismatch(parameter, value);
        bool whole = parameter.Type != CheckParameterType.Integer || (number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue);
        return whole && number >= (parameter.Minimum ?? double.MinValue) && number <= (parameter.Maximum ?? double.MaxValue)
            ? null : Mismatch(parameter, value);
    }

    private static string Mismatch(CheckParameter parameter, JsonElement value) => $"found {Quote.Raw(value.GetRawText())}, expected {Expected(parameter)}.";

    private static string Expected(CheckParameter parameter) => parameter switch
    {
        { Choices.Count: > 0 } => $"one of {string.Join(", ", parameter.Choices)}",
        { Type: CheckParameterType.Text } => "a text that is not empty",
        { Type: CheckParameterType.TextList } => "a list of texts that are not empty, at least one",
        { Type: CheckParameterType.Boolean } => "true or false",
        { Type: CheckParameterType.Integer } => "a whole number" + Bounds(parameter),
        _ => "a number" + Bounds(parameter),
    };

    private static string Bounds(CheckParameter parameter) => (parameter.Minimum, parameter.Maximum) switch
    {
        ({ } low, { } high) => $" from {Number(low)} to {Number(high)}",
        ({ } low, null) => $" of at least {Number(low)}",
        (null, { } high) => $" of at most {Number(high)}",
        _ => "",
    };

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
