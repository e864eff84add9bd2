using System.Text;
using System.Text.Json;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.Formats;

/// <summary>The whole answer is JSON. The degree is the share of the demanded keys that are there.</summary>
internal sealed class JsonCheck() : Check("json", "The whole answer is a JSON object or array, at most 64 levels deep.",
    Parameter.Choice("kind", "What it must be.", "any", "object", "array", "any"),
    Parameter.Texts("required_keys", "Keys that the object must have; with them, it must be an object.", required: false),
    Parameter.Flag("allow_fence", "Whether a Markdown code fence around the whole answer is allowed.", standard: true))
{
    protected override Mending Mending { get; } = new(RepairStage.Whole, Json);

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (arguments.Has("required_keys") && arguments.Text("kind") == "array")
            yield return "'required_keys' is given and 'kind' is array; expected object.";
    }

    protected override string Describe(CheckArguments arguments)
    {
        string what = arguments.Has("required_keys") || arguments.Text("kind") == "object" ? "JSON object" : arguments.Text("kind") == "array" ? "JSON array" : "JSON object or array";
        string keys = arguments.Has("required_keys") ? $" with the keys {Quote.All(arguments.Texts("required_keys"))}" : "";
        return $"Answer with one {what}{keys} and nothing else.";
    }

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        string body = arguments.Flag("allow_fence") ? CodeFence.Strip(answer) : answer;
        try
        {
            // Through UTF-8 with replacement, since the parser throws on a lone surrogate.
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(body));
            return Evaluate(document.RootElement, arguments);
        }
        catch (JsonException fault)
        {
            return Unmet($"It is not JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} of {Quote.Of(body)}.");
        }
        catch (InvalidOperationException)
        {
            // Thrown when a key is read that escapes half a surrogate pair: grammatical, but no text.
            return Unmet("It is not JSON text: a key holds an incomplete \\u escape.");
        }
    }

    private static IEnumerable<string> Json(string text, CheckArguments arguments, RepairWords words)
    {
        IReadOnlyList<string> keys = arguments.Texts("required_keys");
        if (JsonWrapping.Inside(text) is { } inside)
        {
            yield return inside;
            if (inside.StartsWith('{'))
                yield return JsonWrapping.WithKeys(inside, keys.Where(k => !inside.Contains($"\"{k}\"", StringComparison.Ordinal)), words);
        }
        yield return arguments.Text("kind") == "array" ? JsonWrapping.List(text) : JsonWrapping.Wrapped(text, keys.Count > 0 ? keys : [Wordings.Default.Keys[0]], words);
    }

    private static CheckOutcome Evaluate(JsonElement root, CheckArguments arguments)
    {
        IReadOnlyList<string> keys = arguments.Texts("required_keys");
        bool isObject = root.ValueKind == JsonValueKind.Object, isArray = root.ValueKind == JsonValueKind.Array;
        string kind = keys.Count > 0 ? "object" : arguments.Text("kind");
        if (!(kind switch { "object" => isObject, "array" => isArray, _ => isObject || isArray }))
            return Unmet($"It is JSON of the kind {root.ValueKind.ToString().ToLowerInvariant()}; expected {(kind == "any" ? "object or array" : kind)}.");
        string[] missing = [.. keys.Where(k => !root.TryGetProperty(k, out _))];
        return missing.Length == 0
            ? Met($"It is a JSON {(isObject ? "object" : "array")}.")
            : Unmet($"The object lacks the keys {Quote.List(missing)}.", (double)(keys.Count - missing.Length) / keys.Count);
    }
}
