using Hindsight.Tasks;

namespace Hindsight.Suites;

/// <summary>A prompt of a suite.</summary>
/// <param name="Task">What is asked, and the criteria that decide the answer. Its id is the prompt's key.</param>
/// <param name="Demands">What an answer is measured by, in the file's order; empty for tasks of one's own, which their rubrics measure.</param>
public sealed record SuiteItem(TrainingTask Task, IReadOnlyList<SuiteDemand> Demands)
{
    /// <summary>Its key, unique within the suite.</summary>
    public string Key => Task.Id;

    /// <summary>What is asked as one text, or <see langword="null"/>: it is a longer conversation.</summary>
    public string? Prompt => Task.Messages is [{ Role: "user" } only] ? only.Content : null;
}
