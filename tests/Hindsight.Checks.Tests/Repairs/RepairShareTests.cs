using Hindsight.Checks.Generation;
using Hindsight.Checks.Tests.Generation;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Xunit.Abstractions;

namespace Hindsight.Checks.Tests.Repairs;

/// <summary>How many of the drafts of generated tasks are mended.</summary>
public sealed class RepairShareTests(ITestOutputHelper output)
{
    private const int Tasks = 60;

    // Nothing turns a text into another language.
    private static readonly string[] Unmendable = ["ifeval/language:response_language", "muldimif/language:chinese"];

    private static readonly AnswerRepair Repair = new(CheckRegistry.Default);

    public static TheoryData<string> Ids => [.. RecipeBook.Default.Recipes.Select(r => r.Check).Distinct().Except(Unmendable)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Mend_OneCheck_MendsNearlyEveryDraft(string id)
    {
        IReadOnlyList<TrainingTask> tasks = new TaskGenerator(CheckRegistry.Default, [id]).Generate(BasePrompts.All, Tasks, 5);
        (int missed, int mended, string example) = Measure(tasks);

        output.WriteLine($"{id}: {mended} of {missed} mended");
        ((double)mended / Math.Max(1, missed)).Should().BeGreaterThan(0.9, example);
    }

    [Theory]
    [InlineData("plain", 0.8)]
    [InlineData("ifeval", 0.8)]
    [InlineData("muldimif", 0.8)]
    [InlineData("plain,ifeval,muldimif", 0.8)]
    public void Mend_SeveralChecksTogether_MendsMostDrafts(string families, double least)
    {
        TrainingTask[] tasks = [.. new TaskGenerator(CheckRegistry.Default, families.Split(',')).Generate(BasePrompts.All, 400, 9).Where(t => !t.Criteria.Any(c => Unmendable.Contains(c.Check)))];
        foreach (IGrouping<int, TrainingTask> group in tasks.GroupBy(t => t.Criteria.Count).OrderBy(g => g.Key))
        {
            (int some, int done, _) = Measure([.. group]);
            output.WriteLine($"{families}, {group.Key} constraints: {done} of {some} mended");
        }

        (int missed, int mended, string example) = Measure(tasks);

        ((double)mended / missed).Should().BeGreaterThan(least, example);
    }

    private (int Missed, int Mended, string Example) Measure(IReadOnlyList<TrainingTask> tasks)
    {
        int missed = 0, mended = 0;
        string example = "";
        var left = new Dictionary<string, int>();
        for (int i = 0; i < tasks.Count; i++)
        {
            string draft = Drafts.At(i);
            RepairedAnswer result = Repair.Mend(draft, tasks[i].Criteria, (ulong)i);
            if (result.Missed.Count == 0)
                continue;
            missed++;
            if (result.Text is not null)
                mended++;
            foreach (Criterion criterion in result.Left)
                left[criterion.Check!] = left.GetValueOrDefault(criterion.Check!) + 1;
            if (result.Text is null && example.Length == 0)
                example = $"{string.Join(", ", result.Left.Select(c => c.Text))} | {draft}";
        }
        foreach ((string check, int times) in left.OrderByDescending(l => l.Value))
            output.WriteLine($"    left: {check} {times}");
        return (missed, mended, example);
    }
}
