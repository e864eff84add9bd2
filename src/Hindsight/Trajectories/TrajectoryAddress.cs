using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Hindsight.Trajectories;

/// <summary>Which trajectory of a run is meant.</summary>
public sealed record TrajectoryAddress
{
    /// <summary>Its number, from 1, among the run's trajectories in order of step, task and index; <see langword="null"/> where it is named by its key.</summary>
    public int? Number { get; private init; }

    /// <summary>Its step; <see langword="null"/> where it is named by its number.</summary>
    public int? Step { get; private init; }

    /// <summary>Its task.</summary>
    public string? TaskId { get; private init; }

    /// <summary>Its index.</summary>
    public int? Index { get; private init; }

    /// <summary>Reads <c>N</c> or <c>STEP/TASK/INDEX</c>; a task's id may hold slashes itself.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TrajectoryAddress? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        int first = text.IndexOf('/', StringComparison.Ordinal), last = text.LastIndexOf('/');
        address = null;
        if (first < 0 && Whole(text, out int number) && number > 0)
            address = new() { Number = number };
        else if (first < last - 1 && Whole(text[..first], out int step) && Whole(text[(last + 1)..], out int index))
            address = new() { Step = step, TaskId = text[(first + 1)..last], Index = index };
        return address is not null;
    }

    /// <summary>The trajectory, or <see langword="null"/>: there is none.</summary>
    /// <param name="trajectories">The run's trajectories in order of step, task and index; for a key those of its step suffice.</param>
    public Trajectory? Find(IReadOnlyList<Trajectory> trajectories)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        return Number is int number
            ? number <= trajectories.Count ? trajectories[number - 1] : null
            : trajectories.FirstOrDefault(t => t.Step == Step && t.TaskId == TaskId && t.Index == Index);
    }

    private static bool Whole(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
