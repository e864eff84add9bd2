using System.Text.RegularExpressions;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Prompts;

/// <summary>What stands for a variable's text while a template is rendered and parsed: its name between two private-use characters.</summary>
internal static partial class StandIns
{
    public static KernelArguments For(IEnumerable<string> names)
    {
        var arguments = new KernelArguments();
        foreach (string name in names)
            arguments[name] = $"\uE000{name}\uE001";
        return arguments;
    }

    /// <summary>Puts the texts in the places of their stand-ins, in one pass: a stand-in inside a text stays text.</summary>
    public static string Replace(string rendered, IReadOnlyDictionary<string, string> variables) =>
        Pattern().Replace(rendered, match => variables.TryGetValue(match.Groups[1].Value, out string? text) ? text : match.Value);

    [GeneratedRegex("\uE000(\\w+)\uE001")]
    private static partial Regex Pattern();
}
