using System.Globalization;
using System.Text;
using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>A judge's reply read as verdicts. A set counts only when it names every criterion once with an allowed verdict.</summary>
/// <param name="Verdicts">One for each criterion, in their order; empty when there are faults.</param>
/// <param name="Faults">What is wrong with the reply, a line each.</param>
internal sealed record VerdictSet(IReadOnlyList<Verdict> Verdicts, IReadOnlyList<string> Faults)
{
    /// <summary>The fault of a set that is a quotation.</summary>
    public const string Quotation = "The reply's JSON stands in the text that is judged; expected verdicts of your own, each with its reason.";

    private const string EndOfThought = "</think>";
    private const int LongestReason = 1_000, MostEnds = 50;

    // Of a name that occurs twice it would be left open which counts.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a reply of an endpoint that was told the schema.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="criteria">The criteria that were asked about.</param>
    /// <param name="source">Who replies.</param>
    /// <param name="outside">The texts from outside, which the reply may quote.</param>
    public static VerdictSet Read(string reply, IReadOnlyList<Criterion> criteria, string source, params IEnumerable<string> outside)
    {
        if (string.IsNullOrWhiteSpace(reply))
            return Faulty("The reply is empty; expected a JSON object.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(WithoutCodeFence(WithoutThoughts(reply))), Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("verdicts", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
                return Faulty("The reply has no list \"verdicts\"; expected {\"verdicts\": [...]}.");
            if (IsQuotation(document.RootElement, outside))
                return Faulty(Quotation);
            return Of([.. list.EnumerateArray().Select(item => new Statement(Text(item, "criterion") ?? "", Text(item, "verdict") ?? "", Text(item, "reason") ?? ""))], criteria, source);
        }
        catch (JsonException fault)
        {
            return Faulty(fault.LineNumber is { } line ? $"The reply is no JSON object: line {line + 1}, byte {fault.BytePositionInLine + 1}." : "The reply is no valid JSON object: a name occurs twice in it.");
        }
    }

    /// <summary>Holds statements against the criteria. Faults repeat nothing that is said: the answer may have put it into the judge's mouth, and they are told to the judge outside of the fence.</summary>
    public static VerdictSet Of(IReadOnlyList<Statement> statements, IReadOnlyList<Criterion> criteria, string source)
    {
        var verdicts = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        List<string> faults = [];
        foreach ((string id, string said, string reason) in statements)
        {
            if (criteria.FirstOrDefault(c => c.Id == id) is not { } criterion)
                faults.Add("It names a criterion that the list does not have.");
            else if (verdicts.ContainsKey(id))
                faults.Add($"The criterion \"{id}\" is named more than once.");
            else if (!VerdictSchema.Allowed(criterion).Contains(said))
                faults.Add($"The verdict on \"{id}\" is not allowed; expected {string.Join(", ", VerdictSchema.Allowed(criterion))}.");
            else
                verdicts.Add(id, Verdict(criterion, said, Short(reason, LongestReason), source));
        }
        // A criterion whose verdict was at fault is not missing as well.
        faults.AddRange(criteria.Where(c => !verdicts.ContainsKey(c.Id) && !faults.Any(f => f.Contains($"\"{c.Id}\"", StringComparison.Ordinal)))
            .Select(c => $"The criterion \"{c.Id}\" is missing."));
        return faults.Count == 0 ? new VerdictSet([.. criteria.Select(c => verdicts[c.Id])], []) : new VerdictSet([], [.. faults.Distinct()]);
    }

    /// <summary>Whether a set of verdicts stands in one of the texts, white space apart: then they are not the judge's own.</summary>
    public static bool IsQuotation(JsonElement set, IEnumerable<string> outside)
    {
        string bare = Bare(set.GetRawText());
        return outside.Any(text => Bare(text).Contains(bare, StringComparison.Ordinal));

        static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }

    public static VerdictSet Faulty(string fault) => new([], [fault]);

    /// <summary>A verdict in the words of the schema.</summary>
    public static Verdict Verdict(Criterion criterion, string said, string reason, string source)
    {
        if (said == VerdictSchema.Unknown)
            return new Verdict { CriterionId = criterion.Id, Kind = VerdictKind.Unknown, Reason = reason, Source = source, Cause = UngradedCause.JudgeUnknown };
        double degree = criterion.Levels.Count > 0
            ? criterion.Levels[int.Parse(said, CultureInfo.InvariantCulture) - 1].Degree
            : said == VerdictSchema.Met ? 1 : 0;
        return new Verdict
        {
            CriterionId = criterion.Id, Kind = degree == 1 ? VerdictKind.Met : VerdictKind.Unmet, Degree = criterion.Levels.Count > 0 ? degree : null, Reason = reason, Source = source,
        };
    }

    public static string? Text(JsonElement item, string name) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value) ? Text(value) : null;

    /// <summary>A text, or a number as a text: judges write a level either way.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!.Trim(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // An escape of half a surrogate pair: grammatical, but no text.
            return null;
        }
    }

    /// <summary>The reply without a reasoning model's thoughts before it: what follows the last end of a thought, unless that end stands in the JSON itself, where a reason quotes it.</summary>
    public static string WithoutThoughts(string reply)
    {
        string[] rests = [.. Ends(reply).Take(MostEnds).Append(0).Select(end => reply[end..].Trim().TrimStart('\uFEFF'))];
        return rests.Length == 1 ? rests[0] : rests.FirstOrDefault(IsJson) ?? rests[0];
    }

    /// <summary>Where thoughts may end, the last place first.</summary>
    private static IEnumerable<int> Ends(string reply)
    {
        int end = reply.Length;
        while (end > 0 && (end = reply.LastIndexOf(EndOfThought, end - 1, StringComparison.Ordinal)) >= 0)
            yield return end + EndOfThought.Length;
    }

    private static bool IsJson(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(WithoutCodeFence(body)), Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The text without a Markdown code fence around it.</summary>
    private static string WithoutCodeFence(string body)
    {
        int firstLine = body.IndexOf('\n');
        bool fenced = body.StartsWith("```", StringComparison.Ordinal) && body.EndsWith("```", StringComparison.Ordinal) && firstLine >= 0 && firstLine < body.Length - 3;
        return fenced ? body[(firstLine + 1)..^3] : body;
    }

    private static string Short(string text, int longest = 80) => text.Length <= longest ? text : text[..longest] + "…";
}
