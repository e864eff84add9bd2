using CsCheck;
using Hindsight.Checks.Generation;
using Hindsight.Checks.Tests.Generation;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Checks.Tests.Repairs;

public sealed class AnswerRepairPropertyTests
{
    private static readonly AnswerRepair Repair = new(CheckRegistry.Default);
    private static readonly IReadOnlyList<TrainingTask> Tasks = new TaskGenerator(CheckRegistry.Default, ["plain", "ifeval", "muldimif"]).Generate(BasePrompts.All, 600, 3);

    [Fact]
    public void Mend_AnyDraftOfAnyTask_GivesATextThatMeetsAllChecksOrSaysWhatIsLeft() =>
        Gen.Select(Drafts.All, Gen.OneOf([.. Tasks]), Gen.ULong).Sample((draft, task, seed) =>
        {
            RepairedAnswer result = Repair.Mend(draft, task.Criteria, seed);
            string[] missed = Missed(task, draft);
            bool right = result.Text is null ? result.Left.Count > 0 : result.Left.Count == 0 && Missed(task, result.Text).Length == 0;
            bool stays = missed.Length > 0 || result.Text == draft;
            return right && stays && result.Missed.Select(c => c.Id).SequenceEqual(missed) && Repair.Mend(draft, task.Criteria, seed).Text == result.Text;
        }, iter: 300, threads: 1);

    private static string[] Missed(TrainingTask task, string text) => [.. task.Criteria.Where(c => Outcome(c, text).Kind != VerdictKind.Met).Select(c => c.Id)];

    private static CheckOutcome Outcome(Criterion criterion, string text)
    {
        CheckRegistry.Default.TryGet(criterion.Check!, out ICheck? check);
        return check!.Evaluate(text, criterion.Arguments);
    }
}
