using Hindsight.Documents;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Calibration;

/// <summary>Reads labelled answers: a task's line with <c>answer</c> and <c>labels</c>.</summary>
internal sealed class LabelReader(ICheckRegistry checks, IRubricSource rubrics, Faults faults)
{
    private const string Answer = "answer", Labels = "labels", Met = "met", Unmet = "unmet";

    private readonly TaskReader _tasks = new(checks, faults, new TaskSplitter());

    /// <summary>The answer, or <see langword="null"/> with its faults.</summary>
    public LabelledAnswer? Read(Node line)
    {
        if (Map.Read(line, faults, "a labelled answer", [.. TaskReader.Keys, Answer, Labels]) is not { } map) return null;
        TrainingTask? task = _tasks.Read(map);
        Node? answer = map.Require(Answer, "the answer's text"), labels = map.Require(Labels, "a mapping from criteria to verdicts");
        if (answer is { Kind: not NodeKind.Text }) faults.Expected(answer, $"a text for '{Answer}'");
        if (labels is not null && Map.Read(labels, faults, "the labels") is null) return null;
        if (labels is { Entries.Count: 0 }) faults.Expected(labels, "a label of at least one criterion");
        if (task is null || labels is null || answer is not { Kind: NodeKind.Text } || RubricOf(rubrics, task, line, faults) is not { } rubric) return null;
        Dictionary<string, double> ratings = [];
        foreach (Entry entry in labels.Entries)
        {
            if (Rating(entry, rubric) is { } rating) ratings.TryAdd(entry.Key, rating);
        }

        return new LabelledAnswer(task, rubric, answer.Scalar, [.. rubric.Criteria.Where(c => ratings.ContainsKey(c.Id)).Select(c => new Label(c, ratings[c.Id]))]);
    }

    /// <summary>The rubric that a task is judged by, or <see langword="null"/> with the faults of the line.</summary>
    public static Rubric? RubricOf(IRubricSource rubrics, TrainingTask task, Node line, Faults faults)
    {
        try
        {
            return rubrics.Resolve(task);
        }
        catch (RubricException e)
        {
            foreach (string fault in e.Faults) faults.Add(line, fault);
            return null;
        }
    }

    private double? Rating(Entry entry, Rubric rubric)
    {
        Criterion? criterion = rubric.Criteria.FirstOrDefault(c => c.Id == entry.Key);
        if (criterion is not { Kind: CriterionKind.Judge })
        {
            string[] judged = [.. rubric.Criteria.Where(c => c.Kind == CriterionKind.Judge).Select(c => c.Id)];
            string found = criterion is null ? "the unknown criterion" : "a label of a criterion that a check decides,";
            faults.Add(entry.Line, entry.Column, $"found {found} {Node.Quote(entry.Key)}, expected {(judged.Length == 0 ? "none: no judge decides any" : $"one of {string.Join(", ", judged)}")}.");
            return null;
        }

        Node verdict = entry.Value;
        if (criterion.Levels.Count == 0)
        {
            if (verdict is { Kind: NodeKind.Text, Scalar: Met or Unmet }) return verdict.Scalar == Met ? 1 : 0;
            faults.Expected(verdict, $"{Met} or {Unmet} for '{criterion.Id}'");
        }
        else
        {
            if (verdict.Kind == NodeKind.Number && criterion.Levels.Where((_, i) => i + 1 == verdict.Number).FirstOrDefault() is { } level) return level.Degree;
            faults.Expected(verdict, $"the number of a level, 1 to {criterion.Levels.Count}, for '{criterion.Id}'");
        }

        return null;
    }
}
