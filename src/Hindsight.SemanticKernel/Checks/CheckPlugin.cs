using System.Text;
using Hindsight.Grading;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Checks;

/// <summary>The checks as functions of a Semantic Kernel plugin: each takes an answer and the check's parameters, and returns a <see cref="CheckResult"/>.</summary>
/// <remarks>
/// A function's name is its check's id with an underscore in the place of every character that tool calling does not allow: <c>ifeval_length_constraints_number_words</c>.
/// Arguments may be values, JSON or texts; faulty ones give the verdict <c>unknown</c> with every fault, so that a model that called can mend them.
/// </remarks>
public static class CheckPlugin
{
    /// <summary>The plugin's name.</summary>
    public const string Name = "Checks";

    /// <summary>The longest name that tool calling allows, the plugin's and a hyphen included.</summary>
    public const int LongestName = 64;

    /// <summary>Adds the plugin to a kernel's.</summary>
    /// <param name="plugins">The kernel's plugins.</param>
    /// <param name="checks">The checks, such as those of an <see cref="ICheckRegistry"/> or some of them.</param>
    /// <returns>The plugin.</returns>
    /// <exception cref="ArgumentException">See <see cref="Create(IEnumerable{ICheck})"/>.</exception>
    public static KernelPlugin AddChecks(this ICollection<KernelPlugin> plugins, IEnumerable<ICheck> checks)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        KernelPlugin plugin = Create(checks);
        plugins.Add(plugin);
        return plugin;
    }

    /// <summary>Makes the plugin.</summary>
    /// <param name="checks">The checks, such as those of an <see cref="ICheckRegistry"/> or some of them.</param>
    /// <exception cref="ArgumentException">Ids give the same name or one that is too long, or a check has a parameter <c>answer</c>; every such id is named.</exception>
    public static KernelPlugin Create(IEnumerable<ICheck> checks) => Create(checks, quoting: true);

    /// <summary>Makes the plugin, for a judge perhaps, to whom a reason or a fault that quotes the answer would hand it outside of its fence.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="quoting">Whether verdicts come with what was found, and faulty arguments with what they are.</param>
    /// <exception cref="ArgumentException">As above.</exception>
    internal static KernelPlugin Create(IEnumerable<ICheck> checks, bool quoting)
    {
        ArgumentNullException.ThrowIfNull(checks);
        ICheck[] all = [.. checks];
        int longest = LongestName - Name.Length - 1;
        string[] faults =
        [
            .. all.GroupBy(c => FunctionName(c.Id)).Where(g => g.Count() > 1).Select(g => $"{string.Join(" and ", g.Select(c => $"'{c.Id}'"))} give the same function name '{g.Key}'"),
            .. all.Where(c => c.Id.Length > longest).Select(c => $"'{c.Id}' has {c.Id.Length} characters, expected at most {longest}"),
            .. all.Where(c => c.Parameters.Any(p => p.Name == CheckFunction.Answer)).Select(c => $"'{c.Id}' has a parameter '{CheckFunction.Answer}', which names the text that is checked"),
        ];
        if (faults.Length > 0)
            throw new ArgumentException($"These checks cannot be functions: {string.Join("; ", faults)}.", nameof(checks));
        return KernelPluginFactory.CreateFromFunctions(Name, "Decides by code whether a text meets a constraint.", all.Select(check => CheckFunction.Create(check, quoting)));
    }

    /// <summary>The name of a check's function.</summary>
    /// <param name="id">The check's id.</param>
    public static string FunctionName(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var name = new StringBuilder(id.Length);
        foreach (char c in id)
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return name.ToString();
    }
}
