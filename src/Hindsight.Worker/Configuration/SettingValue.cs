using System.Globalization;

namespace Hindsight.Worker.Configuration;

/// <summary>The values that settings take, as text.</summary>
internal static class SettingValue
{
    /// <summary>Reads a value; numbers are invariant and finite, enumerations go by name.</summary>
    public static bool TryParse(Type type, string text, out object? value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        value = null;
        if (type == typeof(string)) value = text;
        else if (type == typeof(bool)) value = bool.TryParse(text, out bool b) ? b : null;
        else if (type == typeof(int)) value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int i) ? i : null;
        else if (type == typeof(long)) value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long l) ? l : null;
        else if (type == typeof(ulong)) value = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong u) ? u : null;
        else if (type == typeof(double)) value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) && double.IsFinite(d) ? d : null;
        else if (type == typeof(TimeSpan)) value = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan t) ? t : null;
        else if (type == typeof(Uri)) value = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? uri : null;
        else if (type.IsEnum) value = Enum.GetNames(type).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(type, name) : null;
        else throw new NotSupportedException($"No setting can have the type {type}.");
        return value is not null;
    }

    /// <summary>What a type takes, in words.</summary>
    public static string Describe(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "text";
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(int) || type == typeof(long)) return "a whole number";
        if (type == typeof(ulong)) return "a whole number from 0";
        if (type == typeof(double)) return "a number";
        if (type == typeof(TimeSpan)) return "a time span such as 00:00:30";
        if (type == typeof(Uri)) return "an absolute address";
        if (type.IsEnum) return string.Join(", ", Enum.GetNames(type)[..^1]) + " or " + Enum.GetNames(type)[^1];
        return ConfigurationKeys.ElementOf(type) is { } element ? $"a list of {Describe(element)}" : type.Name;
    }

    /// <summary>A value as it would be written in the configuration.</summary>
    public static string Format(object? value) => value switch
    {
        null => "",
        bool b => b ? "true" : "false",
        System.Collections.IEnumerable list and not string => string.Join(", ", list.Cast<object?>().Select(Format)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
