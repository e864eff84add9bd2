using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Storage.Rows;

/// <summary>A row of <c>tasks</c>.</summary>
internal sealed class TaskRow
{
    public required string RunId { get; init; }

    public required string TaskId { get; init; }

    public required string Split { get; init; }

    public required string? Rubric { get; init; }

    /// <summary>JSON: a list of <c>role</c> and <c>content</c>.</summary>
    public required string Messages { get; init; }

    /// <summary>JSON: the task's own criteria.</summary>
    public required string Criteria { get; init; }

    /// <summary>JSON: what the task changes of its rubric's criteria.</summary>
    public required string Overrides { get; init; }

    /// <summary>JSON: an object of texts.</summary>
    public required string Variables { get; init; }

    /// <summary>JSON: a list of texts.</summary>
    public required string Tags { get; init; }

    public static TaskRow From(string runId, TrainingTask task) => new()
    {
        RunId = runId,
        TaskId = task.Id,
        Split = task.Split.ToString(),
        Rubric = task.Rubric,
        Messages = ColumnJson.Serialize(task.Messages),
        Criteria = ColumnJson.Serialize(task.Criteria),
        Overrides = ColumnJson.Serialize(task.Overrides),
        Variables = ColumnJson.Serialize(task.Variables),
        Tags = ColumnJson.Serialize(task.Tags),
    };

    public TrainingTask ToTask() => new()
    {
        Id = TaskId,
        Split = Enum.Parse<TaskSplit>(Split),
        Rubric = Rubric,
        Messages = ColumnJson.Deserialize<IReadOnlyList<ChatMessage>>(Messages),
        Criteria = ColumnJson.Deserialize<IReadOnlyList<Criterion>>(Criteria),
        Overrides = ColumnJson.Deserialize<IReadOnlyList<CriterionOverride>>(Overrides),
        Variables = ColumnJson.Deserialize<IReadOnlyDictionary<string, string>>(Variables),
        Tags = ColumnJson.Deserialize<IReadOnlyList<string>>(Tags),
    };
}
