using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Testing;
using Xunit.Abstractions;

namespace Hindsight.Checks.Tests.IfEval;

/// <summary>The verdicts on every response and every unit test of IFEval's data are those of its official program; differences are listed in docs/checks.md.</summary>
public sealed class IfEvalAgreementTests(ITestOutputHelper output)
{
    [DataFact("ifeval")]
    public void Evaluate_ResponsesWithOfficialVerdicts_Agrees()
    {
        string folder = ReferenceData.FolderOf("ifeval");
        Dictionary<int, string> prompts = ReferenceData.ReadLines(Path.Combine(folder, "input_data.jsonl"))
            .ToDictionary(r => r.GetProperty("key").GetInt32(), r => r.GetProperty("prompt").GetString()!);
        foreach (string file in Directory.GetFiles(folder, "*_reference_results.jsonl").Order(StringComparer.Ordinal))
        {
            string model = Path.GetFileName(file)[..^"_reference_results.jsonl".Length];
            Dictionary<string, string> responses = ReferenceData.ReadLines(Path.Combine(folder, $"{model}_responses.jsonl"))
                .ToDictionary(r => r.GetProperty("prompt").GetString()!, r => r.GetProperty("response").GetString()!);
            var agreement = new Agreement();
            foreach (JsonElement result in ReferenceData.ReadLines(file))
            {
                int key = result.GetProperty("key").GetInt32();
                string prompt = result.TryGetProperty("answered_prompt", out JsonElement answered) ? answered.GetString()! : prompts[key];
                Compare(agreement, key, result, responses[prompt]);
            }

            agreement.Assess($"Responses of {model}", output);
        }
    }

    [DataFact("ifeval")]
    public void Evaluate_OfficialUnitTests_Agrees()
    {
        string folder = ReferenceData.FolderOf("ifeval");
        var agreement = new Agreement();
        int line = 0;
        foreach (JsonElement vector in ReferenceData.ReadLines(Path.Combine(folder, "unit_test_vectors.jsonl")))
        {
            line++;
            // Classes without an id are no instructions of the evaluation.
            if (vector.GetProperty("registry_id").GetString() is not { } instruction)
            {
                output.WriteLine($"Left out: line {line}, {vector.GetProperty("class")} has no id.");
                continue;
            }

            CheckOutcome outcome = Evaluate(instruction, vector.GetProperty("kwargs"), vector.GetProperty("response").GetString()!, loose: false);
            agreement.Add(instruction, $"unit test {line}, {instruction}", vector.GetProperty("expected").GetBoolean(), outcome.Kind == VerdictKind.Met, outcome.Reason);
        }

        agreement.Assess("Unit tests", output);
    }

    private static void Compare(Agreement agreement, int key, JsonElement result, string response)
    {
        HashSet<int> random = [.. result.GetProperty("nondeterministic").EnumerateArray().Select(i => i.GetInt32())];
        for (int i = 0; i < result.GetProperty("instruction_id_list").GetArrayLength(); i++)
        {
            if (random.Contains(i)) continue;
            string instruction = result.GetProperty("instruction_id_list")[i].GetString()!;
            foreach (string reading in (string[])["strict", "loose"])
            {
                CheckOutcome outcome = Evaluate(instruction, result.GetProperty("kwargs")[i], response, reading == "loose");
                agreement.Add(instruction, $"{key}, {instruction}, {reading}", result.GetProperty(reading)[i].GetBoolean(), outcome.Kind == VerdictKind.Met, outcome.Reason);
            }
        }
    }

    private static CheckOutcome Evaluate(string instruction, JsonElement kwargs, string response, bool loose)
    {
        CheckRegistry.Default.TryGet($"ifeval/{instruction}", out ICheck? check).Should().BeTrue(instruction);
        Dictionary<string, JsonElement> arguments = kwargs.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        arguments["loose"] = JsonSerializer.SerializeToElement(loose);
        check!.Validate(arguments).Should().BeEmpty(instruction);
        return check.Evaluate(response, arguments);
    }

}
