using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hindsight.Rubrics;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>The words in which criteria and verdicts go to a judge and come back.</summary>
internal static class VerdictSchema
{
    public const string Met = "met", Unmet = "unmet", Unknown = "unknown";

    // Readable for models: letters of every script as they are, but nothing that could end a line.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The verdicts allowed for a criterion: met, unmet or the numbers of its levels from 1; and unknown.</summary>
    public static IEnumerable<string> Allowed(Criterion criterion) =>
        [.. criterion.Levels.Count == 0 ? [Met, Unmet] : Enumerable.Range(1, criterion.Levels.Count).Select(n => n.ToString(CultureInfo.InvariantCulture)), Unknown];

    /// <summary>The criteria for the prompt, one JSON object a line.</summary>
    public static string Lines(IEnumerable<Criterion> criteria) => string.Join('\n', criteria.Select(criterion =>
    {
        var line = new JsonObject { ["criterion"] = criterion.Id, ["text"] = criterion.Text };
        if (criterion.Levels.Count > 0)
            line["levels"] = new JsonObject(criterion.Levels.Select((level, i) => KeyValuePair.Create((i + 1).ToString(CultureInfo.InvariantCulture), (JsonNode?)level.Description)));
        line["verdicts"] = Strings(Allowed(criterion));
        return line.ToJsonString(Readable);
    }));

    /// <summary>A text as a JSON string: one line, which nothing in the text can end.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, Readable);

    /// <summary>The JSON schema of a complete verdict set, as far as a schema can say it.</summary>
    public static BinaryData Of(IReadOnlyList<Criterion> criteria)
    {
        var verdict = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["criterion"] = new JsonObject { ["type"] = "string", ["enum"] = Strings(criteria.Select(c => c.Id)) },
                ["reason"] = new JsonObject { ["type"] = "string" },
                ["verdict"] = new JsonObject { ["type"] = "string", ["enum"] = Strings(criteria.SelectMany(Allowed).Distinct()) },
            },
            ["required"] = Strings(["criterion", "reason", "verdict"]),
            ["additionalProperties"] = false,
        };
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["verdicts"] = new JsonObject { ["type"] = "array", ["items"] = verdict } },
            ["required"] = Strings(["verdicts"]),
            ["additionalProperties"] = false,
        };
        return BinaryData.FromString(schema.ToJsonString());
    }

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)t)]);
}
