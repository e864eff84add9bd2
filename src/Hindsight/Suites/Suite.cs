using Hindsight.Tasks;

namespace Hindsight.Suites;

/// <summary>Prompts with what decides their answers.</summary>
/// <param name="Path">The file that it was read from.</param>
/// <param name="Sha256">Of the file's content, lower-case hexadecimal.</param>
/// <param name="Form">The file's form.</param>
/// <param name="Items">The prompts in the order of the file, at least one, each with a different key.</param>
public sealed record Suite(string Path, string Sha256, SuiteForm Form, IReadOnlyList<SuiteItem> Items)
{
    /// <summary>A suite of tasks.</summary>
    /// <inheritdoc cref="Suite(string, string, SuiteForm, IReadOnlyList{SuiteItem})" path="/param"/>
    /// <param name="path">The file that it was read from.</param>
    /// <param name="sha256">Of the file's content.</param>
    /// <param name="tasks">The tasks; all of them are measured, whatever their split is.</param>
    public static Suite Of(string path, string sha256, IEnumerable<TrainingTask> tasks) => new(path, sha256, SuiteForm.Tasks, [.. tasks.Select(task => new SuiteItem(task, []))]);
}
