using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Hindsight.Storage.Tests;

/// <summary>A record as text, every property and every bit of it: two records are equal where their texts are.</summary>
internal static class Canonical
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        double d => "d" + BitConverter.DoubleToUInt64Bits(d).ToString("x16", CultureInfo.InvariantCulture),
        float f => "f" + BitConverter.SingleToUInt32Bits(f).ToString("x8", CultureInfo.InvariantCulture),
        string s => JsonSerializer.Serialize(s),
        DateTimeOffset t => t.ToString("O", CultureInfo.InvariantCulture),
        JsonElement e => JsonSerializer.Serialize(e),
        Enum or bool or IFormattable => FormattableString.Invariant($"{value}"),
        IEnumerable items => "[" + string.Join(",", items.Cast<object?>().Select(Of)) + "]",
        _ => "{" + string.Join(",", Properties(value).Select(p => p.Name + ":" + Of(p.GetValue(value)))) + "}",
    };

    /// <summary>The properties, on every level, that have the same value in all records.</summary>
    public static IReadOnlyList<string> Unvaried(IEnumerable<object?> records, string path = "")
    {
        object[] all = [.. records.Where(r => r is not null).Select(r => r!)];
        if (all.Length == 0)
            return [path + " (never there)"];
        object first = all[0];
        if (first is not string && first is IEnumerable)
            return Unvaried(all.Cast<IEnumerable>().SelectMany(i => i.Cast<object?>()), path + "[]");
        if (first is string or JsonElement or IFormattable or bool or Enum)
            return all.Select(Of).Distinct().Count() > 1 ? [] : [path];
        return [.. Properties(first).SelectMany(p => Unvaried(all.Select(p.GetValue), path + "." + p.Name))];
    }

    private static PropertyInfo[] Properties(object value) => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
