using System.Text.Json;
using Hindsight.Rubrics;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>
/// Reads verdicts from the reply of an endpoint that could not be told the schema: with text around the JSON, comments, trailing commas, a bare list, a single verdict, an object
/// keyed by criterion, and other words for met and unmet. What counts stays strict: the reply's last JSON is the set, and whatever contradicts it, or stands in the texts
/// that are judged, is a fault and never a guess.
/// </summary>
internal static class TolerantVerdicts
{
    private const string Thought = "<think>";

    /// <summary>Reads a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="criteria">The criteria that were asked about.</param>
    /// <param name="source">Who replies.</param>
    /// <param name="outside">The texts from outside, which the reply may quote.</param>
    public static VerdictSet Read(string reply, IReadOnlyList<Criterion> criteria, string source, params IEnumerable<string> outside)
    {
        if (string.IsNullOrWhiteSpace(reply))
            return VerdictSet.Faulty("The reply is empty; expected a JSON object.");
        string body = VerdictSet.WithoutThoughts(reply);
        if (body.StartsWith(Thought, StringComparison.Ordinal))
            return VerdictSet.Faulty("The reply ends within its thoughts; expected a JSON object.");
        JsonElement[] sets = [.. LooseJson.Find(body, out string? fault).Where(HoldsObjects)];
        if (fault is not null)
            return VerdictSet.Faulty(fault);
        if (sets.Length == 0)
            return VerdictSet.Faulty("The reply holds no JSON object; expected {\"verdicts\": [...]}.");
        if (VerdictSet.IsQuotation(sets[^1], outside))
            return VerdictSet.Faulty(VerdictSet.Quotation);

        IReadOnlyList<Statement> last = Statements(sets[^1]);
        foreach (Statement other in sets[..^1].SelectMany(Statements).Where(s => criteria.Any(c => c.Id == s.Criterion)))
        {
            if (last.Any(s => s.Criterion == other.Criterion && s.Verdict != other.Verdict))
                return VerdictSet.Faulty($"The reply holds two different verdicts on \"{other.Criterion}\"; expected one JSON object.");
        }
        return VerdictSet.Of(last, criteria, source);
    }

    private static bool HoldsObjects(JsonElement json) => json.ValueKind == JsonValueKind.Object || json.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.Object);

    private static IReadOnlyList<Statement> Statements(JsonElement json)
    {
        JsonElement set = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("verdicts", out JsonElement inner) && inner.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? inner : json;
        return set.ValueKind == JsonValueKind.Array ? [.. set.EnumerateArray().Select(item => Of(VerdictSet.Text(item, "criterion") ?? "", item))]
            : set.TryGetProperty("criterion", out _) ? [Of(VerdictSet.Text(set, "criterion") ?? "", set)]
            : [.. set.EnumerateObject().Select(member => Of(Name(member), member.Value))];
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no criterion's id.
            return "";
        }
    }

    private static Statement Of(string criterion, JsonElement said) => said.ValueKind == JsonValueKind.Object
        ? new Statement(criterion, said.TryGetProperty("verdict", out JsonElement verdict) ? Word(verdict) : "", VerdictSet.Text(said, "reason") ?? "")
        : new Statement(criterion, Word(said), "");

    private static string Word(JsonElement verdict) => verdict.ValueKind switch
    {
        JsonValueKind.True => VerdictSchema.Met,
        JsonValueKind.False => VerdictSchema.Unmet,
        _ => VerdictSet.Text(verdict)?.ToLowerInvariant() switch
        {
            "yes" or "true" => VerdictSchema.Met,
            "no" or "false" => VerdictSchema.Unmet,
            { } word => word,
            null => "",
        },
    };
}
