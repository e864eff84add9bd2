using Hindsight.Documents;
using Hindsight.Rubrics;

namespace Hindsight.Tasks;

/// <summary>A file of tasks as far as it can be read, with everything that is wrong in it and where.</summary>
public sealed class TaskDocument
{
    private readonly Faults _faults;
    private readonly IReadOnlyList<(TrainingTask Task, Node Line)> _lines;

    internal TaskDocument(Faults faults, IReadOnlyList<(TrainingTask Task, Node Line)> lines)
    {
        (_faults, _lines) = (faults, lines);
        Tasks = [.. lines.Select(l => l.Task)];
        Faults = faults.Lines;
    }

    /// <summary>The tasks, in the order of the file. Where there are faults, what could not be read is empty in them.</summary>
    public IReadOnlyList<TrainingTask> Tasks { get; }

    /// <summary>What is wrong with the file whatever the rubrics are, as <c>file:line:column: found …, expected …</c>.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>What is wrong with the file and with its tasks under rubrics, as <c>file:line:column: …</c>, in the order of the file.</summary>
    public IReadOnlyList<string> FaultsUnder(RubricCatalog rubrics)
    {
        ArgumentNullException.ThrowIfNull(rubrics);
        Faults all = _faults.Copy();
        foreach ((TrainingTask task, Node line) in _lines)
        {
            // Which rubric is meant cannot be said; and what was already found at a place has its consequences there.
            if (line.Find("rubric") is { } rubric && _faults.HasAt(rubric)) continue;
            foreach (RubricFault fault in rubrics.FaultsOf(task))
            {
                Node place = PlaceOf(fault, line);
                if (place == line || !_faults.HasAt(place)) all.Add(place, fault.Message);
            }
        }

        return all.Lines;
    }

    /// <exception cref="TaskFileException">It has faults.</exception>
    internal IReadOnlyList<TrainingTask> Demand() => Faults.Count == 0 ? Tasks : throw new TaskFileException(Faults);

    /// <summary>The value of the variable at fault; else the criterion's key or the criterion, where it is the task's; else the task's key; else the task.</summary>
    private static Node PlaceOf(RubricFault fault, Node line)
    {
        if (fault.Variable is { } variable && line.Find("variables")?.Find(variable) is { } value) return value;
        if (fault.CriterionId is { } id && line.Find("criteria")?.Items.FirstOrDefault(c => CriterionReader.IdOf(c) == id) is { } criterion) return criterion.Find(fault.Key ?? "") ?? criterion;
        return line.Find(fault.Key ?? "") ?? line;
    }
}
