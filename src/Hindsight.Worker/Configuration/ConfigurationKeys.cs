using System.Reflection;

namespace Hindsight.Worker.Configuration;

/// <summary>The keys that the options types define.</summary>
internal static class ConfigurationKeys
{
    /// <summary>The project's section.</summary>
    public const string Section = "Hindsight";

    /// <summary>The settable properties of an options type, each one key.</summary>
    public static IEnumerable<PropertyInfo> Of(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0);

    /// <summary>Whether a type is a section of further keys rather than a value.</summary>
    public static bool IsSection(Type type) => type.IsClass && type != typeof(string) && type != typeof(Uri) && ElementOf(type) is null && ValueOf(type) is null;

    /// <summary>Whether a key holds a secret, which is never recorded.</summary>
    public static bool IsSecret(string name) => name.Equals("ApiKey", StringComparison.OrdinalIgnoreCase);

    /// <summary>The element type of a list, or <see langword="null"/>.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(IList<>) || open == typeof(List<>) || open == typeof(IReadOnlyList<>))
            ? type.GetGenericArguments()[0] : null;

    /// <summary>The value type of a dictionary keyed by name, or <see langword="null"/>.</summary>
    public static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(IDictionary<,>) || open == typeof(Dictionary<,>))
            ? type.GetGenericArguments()[1] : null;

    /// <summary>Every key path below a type, sections left out; a dictionary's entries stand as <c>*</c>.</summary>
    public static IEnumerable<string> PathsOf(Type type, string prefix)
    {
        foreach (PropertyInfo property in Of(type))
        {
            string path = $"{prefix}:{property.Name}";
            if (ValueOf(property.PropertyType) is { } value)
            {
                foreach (string inner in PathsOf(value, path + ":*")) yield return inner;
            }
            else if (IsSection(property.PropertyType))
            {
                foreach (string inner in PathsOf(property.PropertyType, path)) yield return inner;
            }
            else
            {
                yield return path;
            }
        }
    }
}
