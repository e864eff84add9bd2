using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>A registry with one check, which says what it is told to and quotes whatever it is given.</summary>
internal sealed class OwnChecks(VerdictKind says) : ICheckRegistry, ICheck
{
    public IReadOnlyCollection<ICheck> Checks => [this];

    public string Id => "own";

    public string Description => "";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new CheckParameter { Name = "mode", Type = CheckParameterType.Text, Description = "", Required = false }];

    public bool TryGet(string id, [NotNullWhen(true)] out ICheck? check) => (check = id == Id ? this : null) is not null;

    public IReadOnlyList<string> Validate(IReadOnlyDictionary<string, JsonElement> arguments) => [.. arguments.Select(a => $"'{a.Key}' is {a.Value}.")];

    public string Describe(IReadOnlyDictionary<string, JsonElement> arguments) => "";

    public CheckOutcome Evaluate(string answer, IReadOnlyDictionary<string, JsonElement> arguments) => new(says, $"saw {answer}");
}
