using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.Tests.Rubrics;

/// <summary>Two checks: <c>contains</c> takes a text, <c>word_count</c> at most a whole number.</summary>
internal sealed class FakeChecks : ICheckRegistry
{
    public static readonly FakeChecks All = new();

    public IReadOnlyCollection<ICheck> Checks { get; } = [new Check("contains", "text", JsonValueKind.String), new Check("word_count", "maximum", JsonValueKind.Number)];

    public bool TryGet(string id, [NotNullWhen(true)] out ICheck? check) => (check = Checks.FirstOrDefault(c => c.Id == id)) is not null;

    private sealed class Check(string id, string parameter, JsonValueKind kind) : ICheck
    {
        public string Id => id;

        public string Description => id;

        public IReadOnlyList<CheckParameter> Parameters => [];

        public IReadOnlyList<string> Validate(IReadOnlyDictionary<string, JsonElement> arguments)
        {
            List<string> faults = [.. arguments.Keys.Where(k => k != parameter).Select(k => $"'{k}' is no argument")];
            if (!arguments.TryGetValue(parameter, out JsonElement value)) faults.Add($"'{parameter}' is missing");
            else if (value.ValueKind == JsonValueKind.Array) { }
            else if (value.ValueKind != kind && !(value.ValueKind == JsonValueKind.String && value.GetString()!.Contains("{{", StringComparison.Ordinal))) faults.Add($"'{parameter}' is a {value.ValueKind}");
            return faults;
        }

        public string Describe(IReadOnlyDictionary<string, JsonElement> arguments) => $"{id} {arguments[parameter]}";

        public CheckOutcome Evaluate(string answer, IReadOnlyDictionary<string, JsonElement> arguments) => new(VerdictKind.Met, "");
    }
}
