using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Testing;
using Xunit.Abstractions;

namespace Hindsight.Checks.Tests.IfBench;

/// <summary>The verdicts on the official program's sample answers are those that it published with them; differences are listed in docs/checks.md.</summary>
public sealed class IfBenchAgreementTests(ITestOutputHelper output)
{
    [DataFact("ifbench")]
    public void Evaluate_AnswersWithOfficialVerdicts_Agrees()
    {
        // Prompts are compared without the white space around them, which differs between versions of the data.
        Dictionary<string, JsonElement> tasks = Read("IFBench_test.jsonl").ToDictionary(Prompt);
        Dictionary<string, string> answers = Read("sample_output.jsonl").ToDictionary(Prompt, r => r.GetProperty("response").GetString()!);
        foreach (string reading in (string[])["strict", "loose"])
        {
            var agreement = new Agreement();
            SortedSet<string> without = new(StringComparer.Ordinal);
            foreach (JsonElement result in Read($"eval_results_{reading}.jsonl"))
            {
                JsonElement task = tasks[Prompt(result)];
                string[] ids = [.. task.GetProperty("instruction_id_list").EnumerateArray().Select(i => i.GetString()!)];
                for (int i = 0; i < ids.Length; i++)
                {
                    if (!CheckRegistry.Default.TryGet($"ifbench/{ids[i]}", out ICheck? check))
                    {
                        without.Add(ids[i]);
                        continue;
                    }

                    CheckOutcome outcome = Evaluate(check, task.GetProperty("kwargs")[i], answers[Prompt(result)], reading == "loose");
                    agreement.Add(ids[i], $"{task.GetProperty("key")}, {ids[i]}, {reading}", result.GetProperty("follow_instruction_list")[i].GetBoolean(), outcome.Kind == VerdictKind.Met, outcome.Reason);
                }
            }

            if (without.Count > 0) output.WriteLine($"No check: {string.Join(", ", without)}");
            agreement.Assess($"Sample answers, {reading}", output);
        }
    }

    private static CheckOutcome Evaluate(ICheck check, JsonElement kwargs, string answer, bool loose)
    {
        Dictionary<string, JsonElement> arguments = kwargs.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).ToDictionary(p => p.Name, p => p.Value);
        arguments["loose"] = JsonSerializer.SerializeToElement(loose);
        check.Validate(arguments).Should().BeEmpty(check.Id);
        return check.Evaluate(answer, arguments);
    }

    private static IEnumerable<JsonElement> Read(string name) => ReferenceData.ReadLines(Path.Combine(ReferenceData.FolderOf("ifbench"), name));

    private static string Prompt(JsonElement row) => row.GetProperty("prompt").GetString()!.Trim();
}
