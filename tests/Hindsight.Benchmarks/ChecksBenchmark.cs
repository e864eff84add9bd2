using System.Diagnostics;
using System.Text.Json;
using Hindsight.Checks;
using Hindsight.Grading;

namespace Hindsight.Benchmarks;

/// <summary>Verdicts by IFEval's checks on the responses of its data, strict and loose, one after the other; those that detect a language apart.</summary>
internal sealed class ChecksBenchmark
{
    private static readonly string[] LanguageChecks = ["ifeval/language:response_language", "ifeval/change_case:english_capital", "ifeval/change_case:english_lowercase"];
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly List<(ICheck Check, IReadOnlyDictionary<string, JsonElement> Arguments, string Response)> _work = [];

    /// <summary>The number of responses.</summary>
    public int Responses { get; private set; }

    /// <summary>Reads every <c>*_responses.jsonl</c> of a folder with the instructions of its <c>input_data.jsonl</c>.</summary>
    public static ChecksBenchmark Read(string folder)
    {
        var benchmark = new ChecksBenchmark();
        Dictionary<string, JsonElement> inputs = Lines(Path.Combine(folder, "input_data.jsonl")).ToDictionary(l => l.GetProperty("prompt").GetString()!);
        foreach (JsonElement line in Directory.GetFiles(folder, "*_responses.jsonl").Order(StringComparer.Ordinal).SelectMany(Lines))
        {
            if (!inputs.TryGetValue(line.GetProperty("prompt").GetString()!, out JsonElement input)) continue;
            benchmark.Responses++;
            foreach ((JsonElement id, JsonElement kwargs) in input.GetProperty("instruction_id_list").EnumerateArray().Zip(input.GetProperty("kwargs").EnumerateArray()))
                benchmark.Add($"ifeval/{id.GetString()}", kwargs, line.GetProperty("response").GetString()!);
        }

        return benchmark;
    }

    /// <summary>A warm-up and the repetitions, each of a second at least.</summary>
    public IReadOnlyList<Measurement> Run(int repetitions, bool language)
    {
        (ICheck Check, IReadOnlyDictionary<string, JsonElement> Arguments, string Response)[] work = [.. _work.Where(w => LanguageChecks.Contains(w.Check.Id) == language)];
        return Measurement.Repeat(repetitions, () =>
        {
            long start = Stopwatch.GetTimestamp(), verdicts = 0;
            do
            {
                foreach ((ICheck check, IReadOnlyDictionary<string, JsonElement> arguments, string response) in work)
                    check.Evaluate(response, arguments);
                verdicts += work.Length;
            }
            while (Stopwatch.GetElapsedTime(start) < Shortest);
            return new Measurement(verdicts, Stopwatch.GetElapsedTime(start), new Dictionary<string, double>());
        });
    }

    private void Add(string id, JsonElement kwargs, string response)
    {
        ICheck check = CheckRegistry.Default.TryGet(id, out ICheck? found) ? found : throw new InvalidDataException($"No check has the id {id}.");
        foreach (bool loose in (bool[])[false, true])
        {
            Dictionary<string, JsonElement> arguments = kwargs.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
            arguments["loose"] = JsonSerializer.SerializeToElement(loose);
            _work.Add((check, arguments, response));
        }
    }

    private static IEnumerable<JsonElement> Lines(string path) => File.ReadLines(path).Select(l => JsonSerializer.Deserialize<JsonElement>(l));
}
