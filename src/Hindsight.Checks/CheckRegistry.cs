using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Formats;
using Hindsight.Checks.IfBench;
using Hindsight.Checks.IfEval;
using Hindsight.Checks.Letters;
using Hindsight.Checks.MulDimIf;
using Hindsight.Checks.Texts;
using Hindsight.Grading;

namespace Hindsight.Checks;

/// <summary>The checks that rubrics can name, by id. A family of checks is a folder with a table; its table is listed in <see cref="BuiltIn"/>.</summary>
public sealed class CheckRegistry : ICheckRegistry
{
    private readonly FrozenDictionary<string, ICheck> _byId;

    /// <summary>A registry of the given checks.</summary>
    /// <param name="checks">The checks; they are listed ordered by id.</param>
    /// <exception cref="ArgumentException">An id occurs more than once; all such ids are named with the types that claim them.</exception>
    public CheckRegistry(IEnumerable<ICheck> checks)
    {
        ICheck[] ordered = [.. checks.OrderBy(c => c.Id, StringComparer.Ordinal)];
        string[] duplicates = [.. ordered.GroupBy(c => c.Id, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => $"'{g.Key}' ({string.Join(", ", g.Select(c => c.GetType().Name))})")];
        if (duplicates.Length > 0)
            throw new ArgumentException($"Check ids must be unique; found more than once: {string.Join("; ", duplicates)}.", nameof(checks));
        Checks = ordered;
        _byId = ordered.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
    }

    /// <summary>The checks of this library.</summary>
    public static IReadOnlyList<ICheck> BuiltIn { get; } =
    [
        .. CountFamily.Checks, .. TextFamily.Checks, .. LetterFamily.Checks, .. FormatFamily.Checks, .. IfEvalFamily.Checks, .. MulDimIfFamily.Checks, .. WordingFamily.Checks, .. FormFamily.Checks,
    ];

    /// <summary>What tells the code of the checks from other code of theirs: the same sources, compiled in the same place, have the same.</summary>
    public static string Version { get; } = typeof(CheckRegistry).Module.ModuleVersionId.ToString("N");

    /// <summary>A registry of the checks of this library alone, for use without dependency injection.</summary>
    public static CheckRegistry Default { get; } = new(BuiltIn);

    /// <inheritdoc/>
    public IReadOnlyCollection<ICheck> Checks { get; }

    /// <inheritdoc/>
    public bool TryGet(string id, [NotNullWhen(true)] out ICheck? check) => _byId.TryGetValue(id, out check);
}
