using Hindsight.Answers;
using Hindsight.Tasks;

namespace Hindsight.Imports;

/// <summary>What a benchmark's file holds: prompts with their criteria, and answers where it has any.</summary>
/// <param name="Tasks">The tasks, each with criteria of its own.</param>
/// <param name="Answers">Answers that the file brings: a model's, or the ideal ones.</param>
public sealed record ImportedTasks(IReadOnlyList<TrainingTask> Tasks, IReadOnlyList<GivenAnswer> Answers);
