using Hindsight.Storage.Rows;
using Hindsight.Trajectories;

namespace Hindsight.Storage;

/// <summary>Puts trajectories together from their rows.</summary>
internal static class TrajectoryAssembly
{
    /// <summary>The trajectories in order of step, task (ordinal, whatever the database's collation) and index. Equal prompts share one array, as they did when they were sampled.</summary>
    public static IReadOnlyList<Trajectory> Assemble(IReadOnlyList<TrajectoryRow> rows, IReadOnlyList<VerdictRow> verdicts)
    {
        ILookup<(int Step, string TaskId, int Index), VerdictRow> byTrajectory = verdicts.ToLookup(v => (v.Step, v.TaskId, v.SampleIndex));
        var trajectories = new List<Trajectory>(rows.Count);
        byte[] promptBlob = [];
        int[] prompt = [];
        foreach (TrajectoryRow row in rows.OrderBy(r => r.Step).ThenBy(r => r.TaskId, StringComparer.Ordinal).ThenBy(r => r.SampleIndex))
        {
            if (!row.PromptTokens.AsSpan().SequenceEqual(promptBlob))
                (promptBlob, prompt) = (row.PromptTokens, ArrayBlob.ReadIntegers(row.PromptTokens));
            trajectories.Add(row.ToTrajectory(byTrajectory[(row.Step, row.TaskId, row.SampleIndex)].OrderBy(v => v.Position), prompt));
        }
        return trajectories;
    }
}
