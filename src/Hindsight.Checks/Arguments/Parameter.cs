using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.Checks.Arguments;

/// <summary>Short ways to write parameters.</summary>
internal static class Parameter
{
    public static CheckParameter Text(string name, string description) =>
        new() { Name = name, Type = CheckParameterType.Text, Description = description };

    public static CheckParameter Choice(string name, string description, string? standard, params string[] choices) => new()
    {
        Name = name, Type = CheckParameterType.Text, Description = description, Choices = choices,
        Required = standard is null, Default = standard is null ? null : JsonSerializer.SerializeToElement(standard),
    };

    public static CheckParameter Texts(string name, string description, bool required = true) =>
        new() { Name = name, Type = CheckParameterType.TextList, Description = description, Required = required };

    public static CheckParameter Flag(string name, string description, bool standard = false) => new()
    {
        Name = name, Type = CheckParameterType.Boolean, Description = description, Required = false, Default = JsonSerializer.SerializeToElement(standard),
    };

    public static CheckParameter Limit(string name, string description) =>
        new() { Name = name, Type = CheckParameterType.Integer, Description = description, Required = false, Minimum = 0, Maximum = int.MaxValue };

    /// <summary>A whole number that must be given.</summary>
    public static CheckParameter Number(string name, string description, int minimum = 0) =>
        new() { Name = name, Type = CheckParameterType.Integer, Description = description, Minimum = minimum, Maximum = int.MaxValue };

    public static CheckParameter Integer(string name, string description, int standard, int minimum, int maximum) => new()
    {
        Name = name, Type = CheckParameterType.Integer, Description = description, Required = false,
        Default = JsonSerializer.SerializeToElement(standard), Minimum = minimum, Maximum = maximum,
    };

    public static CheckParameter Share(string name, string description, double standard) => new()
    {
        Name = name, Type = CheckParameterType.Number, Description = description, Required = false,
        Default = JsonSerializer.SerializeToElement(standard), Minimum = 0, Maximum = 1,
    };
}
