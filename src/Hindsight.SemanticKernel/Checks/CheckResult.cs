using System.Text.Json.Serialization;

namespace Hindsight.SemanticKernel.Checks;

/// <summary>What a check's function returns.</summary>
/// <param name="Verdict"><c>met</c>, <c>unmet</c> or <c>unknown</c>.</param>
/// <param name="Reason">What was found, quoted or counted, or why it is unknown; <see langword="null"/> where nothing is to be quoted.</param>
/// <param name="Degree">How far from met, 0 to 1, where the check can measure it.</param>
public sealed record CheckResult(
    [property: JsonPropertyName("verdict")] string Verdict,
    [property: JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonPropertyName("degree"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Degree = null)
{
    /// <summary>The verdict and the reason, as a template writes them into a prompt.</summary>
    public override string ToString() => Reason is null ? Verdict : $"{Verdict}: {Reason}";
}
