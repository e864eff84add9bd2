using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hindsight.Checks.Arguments;

/// <summary>Reads single argument values.</summary>
internal static partial class ArgumentValue
{
    public static bool TryNumber(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number) && double.IsFinite(number),
            JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number),
            _ => false,
        };
    }

    public static bool TryFlag(JsonElement value, out bool flag)
    {
        flag = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            || (value.ValueKind == JsonValueKind.String && bool.TryParse(value.GetString(), out flag));
    }

    public static bool HoldsVariable(JsonElement value) => value.ValueKind == JsonValueKind.String && HoldsVariable(value.GetString()!);

    public static bool HoldsVariable(string text) => Variable().IsMatch(text);

    /// <summary>The text with a plain word in the place of each variable.</summary>
    public static string WithoutVariables(string text) => Variable().Replace(text, "x");

    [GeneratedRegex(@"\{\{\s*\$[A-Za-z0-9_]+\s*\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
