using System.Text.Json;
using Hindsight.Checks.MulDimIf;
using Hindsight.Grading;
using Hindsight.Testing;
using Xunit.Abstractions;

namespace Hindsight.Checks.Tests.MulDimIf;

/// <summary>The verdicts are the official program's, in every JSON Lines file of the data that holds some: cases of its own tests, and judgments of answers to tasks. Differences are listed in docs/checks.md.</summary>
public sealed class MulDimIfAgreementTests(ITestOutputHelper output)
{
    // The cases name the official classes; two of them have no kind of their own name.
    private static readonly Dictionary<string, (string, string)> KindOfClass = new() { ["Content_Others"] = ("Content", "Identifiers"), ["Format_Others"] = ("Format", "XML") };

    [DataFact("muldimif")]
    public void Evaluate_OfficialVerdicts_Agrees()
    {
        string folder = ReferenceData.FolderOf("muldimif");
        var tasks = new Lazy<Dictionary<string, Constraint[]>>(() => Tasks(folder));
        var responses = new Lazy<Dictionary<string, string>>(() => Responses(folder));
        foreach (string file in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            var agreement = new Agreement();
            int line = 0;
            foreach (JsonElement row in ReferenceData.ReadLines(file))
            {
                string place = $"{Path.GetFileName(file)} {++line}";
                if (Has(row, "checker", "constraint", "text", "expected"))
                    CompareCase(agreement, place, row);
                else if (Has(row, "id", "key", "judges"))
                    CompareJudgments(agreement, place, row, tasks.Value, responses.Value);
            }

            if (agreement.Verdicts > 0)
                agreement.Assess(Path.GetFileName(file), output);
        }
    }

    [DataFact("muldimif")]
    public void Read_EveryConstraintOfTheTasks_GivesDemandsWithValidArguments()
    {
        string folder = ReferenceData.FolderOf("muldimif");
        int constraints = 0;
        SortedDictionary<string, int> without = new(StringComparer.Ordinal);
        foreach (MulDimIfConstraint constraint in Tasks(folder).Values.SelectMany(t => t).Select(c => MulDimIfConstraint.Read(c.Category, c.Kind, c.Sentence)))
        {
            constraints++;
            foreach (MulDimIfDemand demand in constraint.Demands)
            {
                CheckRegistry.Default.TryGet(demand.Check, out ICheck? check).Should().BeTrue();
                check!.Validate(demand.Arguments).Should().BeEmpty(constraint.Sentence);
            }

            if (constraint.Otherwise is { } otherwise)
                without[otherwise.ToString()] = without.GetValueOrDefault(otherwise.ToString()) + 1;
        }

        output.WriteLine($"{constraints} constraints were read; without a demand: {string.Join(", ", without.Select(w => $"{w.Value} ({w.Key})"))}.");
        without.Should().NotContainKey(nameof(VerdictKind.Unknown));
    }

    private static void CompareCase(Agreement agreement, string place, JsonElement row)
    {
        string name = row.GetProperty("checker").GetString()!;
        string[] levels = name.Split('_');
        (string category, string kind) = KindOfClass.GetValueOrDefault(name, (levels[0], levels[1]));
        Compare(agreement, name, $"{place}, {name}", MulDimIfConstraint.Read(category, kind, row.GetProperty("constraint").GetString()!),
            row.GetProperty("text").GetString()!, row.GetProperty("expected").GetBoolean());
    }

    private static void CompareJudgments(Agreement agreement, string place, JsonElement row, Dictionary<string, Constraint[]> tasks, Dictionary<string, string> responses)
    {
        if (!tasks.TryGetValue(row.GetProperty("id").ToString(), out Constraint[]? constraints)) return;
        string response = responses[row.GetProperty("key").ToString()];
        foreach ((Constraint constraint, JsonElement judge) in constraints.Zip(row.GetProperty("judges").EnumerateArray()))
        {
            bool official = judge.ValueKind == JsonValueKind.Number ? judge.GetInt32() == 1 : judge.GetBoolean();
            Compare(agreement, $"{constraint.Category}_{constraint.Kind}", $"{place}, {constraint.Sentence}", MulDimIfConstraint.Read(constraint.Category, constraint.Kind, constraint.Sentence), response, official);
        }
    }

    private static void Compare(Agreement agreement, string kind, string name, MulDimIfConstraint constraint, string text, bool official)
    {
        CheckOutcome outcome = constraint.Evaluate(text, CheckRegistry.Default);
        agreement.Add(kind, name, official, outcome.Kind == VerdictKind.Met, $"{outcome.Reason} ({constraint.Sentence})");
    }

    private static Dictionary<string, Constraint[]> Tasks(string folder) => Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)
        .SelectMany(ReferenceData.ReadLines).Where(r => Has(r, "id", "constraints")).DistinctBy(t => t.GetProperty("id").ToString())
        .ToDictionary(t => t.GetProperty("id").ToString(), t => t.GetProperty("constraints").EnumerateArray().Select(c => new Constraint(c[0].GetString()!, c[1].GetString()!, c[2].GetString()!)).ToArray());

    private static Dictionary<string, string> Responses(string folder) => ReferenceData.ReadLines(Path.Combine(folder, "..", "ifeval", "gpt4_responses.jsonl"))
        .ToDictionary(r => r.GetProperty("key").ToString(), r => r.GetProperty("response").GetString()!);

    private static bool Has(JsonElement row, params string[] names) => names.All(n => row.TryGetProperty(n, out _));

    private sealed record Constraint(string Category, string Kind, string Sentence);
}
