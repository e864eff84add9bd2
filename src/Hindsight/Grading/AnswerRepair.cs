using Hindsight.Rubrics;
using Hindsight.Training;

namespace Hindsight.Grading;

/// <summary>
/// Mends an answer for all checks of its rubric: one after the other by their stages, each sparing what the others are content with, round after round until all are satisfied
/// or a round gains nothing. The checks themselves decide; the same answer, criteria and seed give the same text.
/// </summary>
/// <param name="checks">Where the checks are found.</param>
public sealed class AnswerRepair(ICheckRegistry checks)
{
    private const int MostRounds = 6;

    /// <summary>Mends an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="criteria">The criteria of the task's rubric, variables filled in; all of kind check. A pitfall that the answer runs into cannot be mended.</param>
    /// <param name="seed">Decides the words that are put in.</param>
    /// <param name="spares">Whether a text still does everything else that the answer did; texts that do are preferred. <see langword="null"/>: every text does.</param>
    /// <exception cref="ArgumentException">A criterion is judged, or its check is not in the registry.</exception>
    public RepairedAnswer Mend(string answer, IReadOnlyList<Criterion> criteria, ulong seed, Func<string, bool>? spares = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(criteria);
        Demand[] demands = [.. criteria.Select((criterion, i) => new Demand(criterion, CheckOf(criterion), i)).OrderBy(d => d.Check.Repair?.StageOf(d.Criterion.Arguments)).ThenBy(d => d.Index)];
        Demand[] missed = Missed(demands, answer), left = missed;
        // One that nobody can mend decides the matter, and alone is to blame.
        if (missed.Any(d => !d.IsMendable)) left = [.. missed.Where(d => !d.IsMendable)];
        else
        {
            for (int round = 0, before = int.MaxValue; left.Length > 0 && left.Length < before && round < MostRounds; round++)
            {
                before = left.Length;
                answer = MendOnce(answer, demands, spares, Seeds.Derive(seed, "repair", round));
                left = Missed(demands, answer);
            }
        }

        return new RepairedAnswer(left.Length == 0 ? answer : null, Criteria(missed), Criteria(left));
    }

    private static string MendOnce(string answer, Demand[] demands, Func<string, bool>? spares, ulong seed)
    {
        foreach (Demand demand in demands.Where(d => d.IsMendable))
        {
            if (demand.IsSatisfiedBy(answer)) continue;
            Demand[] others = [.. demands.Where(other => other.IsSatisfiedBy(answer))];
            var context = new RepairContext(Seeds.Derive(seed, "repair criterion", demand.Index)) { Spares = text => others.All(other => other.IsSatisfiedBy(text)) && spares?.Invoke(text) != false };
            answer = demand.Check.Repair!.Repair(answer, demand.Criterion.Arguments, context) ?? answer;
        }

        return answer;
    }

    private static Demand[] Missed(Demand[] demands, string answer) => [.. demands.Where(d => !d.IsSatisfiedBy(answer))];

    private static Criterion[] Criteria(Demand[] demands) => [.. demands.OrderBy(d => d.Index).Select(d => d.Criterion)];

    private ICheck CheckOf(Criterion criterion) => criterion.Kind == CriterionKind.Check && checks.TryGet(criterion.Check ?? "", out ICheck? check)
        ? check : throw new ArgumentException($"The criterion '{criterion.Id}' is of kind {criterion.Kind} with the check '{criterion.Check}'; expected a check of the registry.");

    private sealed record Demand(Criterion Criterion, ICheck Check, int Index)
    {
        public bool IsMendable => Check.Repair is not null && Criterion.Weight >= 0;

        public bool IsSatisfiedBy(string text) => Check.Evaluate(text, Criterion.Arguments).Kind == (Criterion.Weight >= 0 ? VerdictKind.Met : VerdictKind.Unmet);
    }
}
