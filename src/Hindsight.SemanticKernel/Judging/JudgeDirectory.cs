using System.Diagnostics.CodeAnalysis;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>Judges by name, and the one that is asked where none is named.</summary>
/// <param name="judges">The judges.</param>
/// <param name="nameOf">A judge's name.</param>
/// <param name="standard">The configured one, or <see langword="null"/>: the only one.</param>
internal sealed class JudgeDirectory<TJudge>(IReadOnlyCollection<TJudge> judges, Func<TJudge, string> nameOf, string? standard)
    where TJudge : class
{
    /// <summary>Finds a judge, or says why there is none.</summary>
    /// <param name="name">Its name, or <see langword="null"/>: the configured one, or the only one.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="fault">What was found and what was expected.</param>
    public bool TryFind(string? name, [NotNullWhen(true)] out TJudge? judge, [NotNullWhen(false)] out string? fault)
    {
        string? wanted = name ?? standard;
        judge = wanted is null ? (judges.Count == 1 ? judges.First() : null) : judges.FirstOrDefault(j => nameOf(j) == wanted);
        fault = judge is not null ? null
            : wanted is null ? judges.Count == 0 ? "no judge is configured" : $"no judge is named and several are configured: {Names}"
            : $"found the judge's name '{wanted}', expected {(judges.Count == 0 ? "none: no judge is configured" : $"one of {Names}")}";
        return judge is not null;
    }

    private string Names => string.Join(", ", judges.Select(nameOf));
}
