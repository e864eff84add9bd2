using System.Globalization;
using System.Text;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Presentation;
using Hindsight.Tasks;

namespace Hindsight.Trajectories;

/// <summary>A trajectory's whole story as plain text of 120 columns: prompt, draft, verdicts with reasons, hindsight prompt, revision, reward and advantage.</summary>
public static class TrajectoryReport
{
    /// <summary>The story of a draft and its revision, whichever of the two is chosen.</summary>
    /// <param name="chosen">A draft, a revision or a captured answer.</param>
    /// <param name="trajectories">Where the other half is looked for: the trajectories of its step, or of the whole run.</param>
    /// <param name="task">Its task, or <see langword="null"/>: it is not known any more.</param>
    public static string Show(Trajectory chosen, IReadOnlyList<Trajectory> trajectories, TrainingTask? task)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(trajectories);
        List<Trajectory> group = [.. trajectories.Where(t => t.Step == chosen.Step && t.TaskId == chosen.TaskId)];
        Trajectory? draft = chosen.ParentIndex is int parent ? group.Find(t => t.Index == parent) : chosen;
        Trajectory? revision = chosen.ParentIndex is null ? group.Find(t => t.ParentIndex == chosen.Index) : chosen;

        var page = new StringBuilder();
        Heading(page, $"Step {chosen.Step}, task {PlainText.OneLine(chosen.TaskId)}");
        if (task is null)
            page.AppendIndented("(The task is not in the store.)", 2);
        else
            Append(page, task.Messages);
        if (draft is null)
            Heading(page, $"Draft {chosen.ParentIndex} is not in the store");
        else
            Append(page, draft, $"{(draft.Role == TrajectoryRole.Captured ? "Captured answer" : "Draft")} {draft.Index}", group);
        if (revision is not null)
        {
            Append(page, revision.HindsightPrompt, revision.Advice);
            Append(page, revision, $"Revision {revision.Index} of draft {revision.ParentIndex}", group);
        }
        return page.ToString();
    }

    private static void Append(StringBuilder page, Trajectory trajectory, string name, List<Trajectory> group)
    {
        Sample sample = trajectory.Sample;
        Grade grade = trajectory.Grade;
        Heading(page, name);
        page.AppendIndented(sample.Text.Length == 0 ? "(an empty answer)" : sample.Text, 2);
        page.Append('\n');
        page.AppendIndented($"{sample.ResponseTokens.Length} tokens, {Ending(sample.FinishReason)}, policy {sample.PolicyVersion}, seed {sample.Seed}", 2);
        page.Append('\n');

        var verdicts = new TextTable(2, "verdict", "criterion", ">weight", ">degree", "by", "reason");
        foreach (Verdict verdict in grade.Verdicts)
        {
            verdicts.Add(verdict.Kind.ToString().ToLowerInvariant(), CriterionName.InVerdicts(verdict), Number(verdict.Weight, "0.###"), Number(verdict.Degree, "0.###"), verdict.Source, verdict.Reason);
            foreach (Vote vote in verdict.Votes)
                verdicts.Add($"  {vote.Kind.ToString().ToLowerInvariant()}", "", "", Number(vote.Degree, "0.###"), $"  {vote.Judge}", vote.Reason);
        }
        if (grade.Verdicts.Count > 0)
            page.Append(verdicts).Append('\n');

        string cost = grade.Usage.Calls == 0 ? "" : FormattableString.Invariant(
            $"; {grade.Usage.Calls} judge calls, {grade.Usage.InputTokens} tokens in, {grade.Usage.OutputTokens} out");
        string score = grade.IsGraded ? $"score {Number(grade.Score, "0.0000")}" : $"ungraded ({grade.Cause}: {grade.CauseDetail})";
        page.AppendIndented($"{score} by rubric {grade.Rubric} ({grade.RubricVersion}){cost}", 2);
        page.AppendIndented($"reward {Number(trajectory.Reward, "0.0000")}, advantage {Number(trajectory.Advantage, "+0.0000;-0.0000;0.0000")}: {Standing(trajectory, group)}", 2);
    }

    private static void Append(StringBuilder page, IReadOnlyList<ChatMessage>? hindsight, string? advice)
    {
        if (hindsight is not null)
        {
            Heading(page, "Hindsight prompt");
            Append(page, hindsight);
        }
        if (advice is not null)
        {
            Heading(page, "Advice");
            page.AppendIndented(advice, 2);
        }
    }

    private static void Append(StringBuilder page, IReadOnlyList<ChatMessage> messages)
    {
        foreach (ChatMessage message in messages)
        {
            page.Append("  ").Append(PlainText.OneLine(message.Role)).Append(":\n");
            page.AppendIndented(message.Content, 4);
        }
    }

    private static void Heading(StringBuilder page, string heading)
    {
        if (page.Length > 0)
            page.Append('\n');
        page.Append("== ").Append(heading).Append(" ==\n");
    }

    private static string Standing(Trajectory trajectory, List<Trajectory> group) => trajectory.Standing switch
    {
        TrajectoryStanding.Pending => "not yet selected",
        TrajectoryStanding.Member when trajectory.ReplacedIndex is int slot => $"trained on, and again in the place of draft {slot}",
        TrajectoryStanding.Member => "trained on",
        TrajectoryStanding.Kept => $"trained on in the place of draft {trajectory.ReplacedIndex}",
        TrajectoryStanding.Replaced => group.Find(t => t.ReplacedIndex == trajectory.Index) is Trajectory other ? $"its place was taken by {other.Index}" : "its place was taken",
        TrajectoryStanding.NotKept => "not kept",
        TrajectoryStanding.Repeated => "repeats its draft: no bonus, not kept",
        TrajectoryStanding.Ungraded => "left out: it has no score",
        TrajectoryStanding.GroupSkipped => "left out: fewer than two answers of its group have a score",
        _ => trajectory.Standing.ToString(),
    };

    private static string Ending(FinishReason reason) => reason switch
    {
        FinishReason.EndOfSequence => "ended by itself",
        FinishReason.Length => "cut off by the length limit",
        FinishReason.StopString => "ended by a stop string",
        _ => reason.ToString(),
    };

    private static string Number(double? value, string format) => value is double number && !double.IsNaN(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "-";
}
