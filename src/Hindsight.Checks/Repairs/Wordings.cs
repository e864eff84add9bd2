using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.Repairs;

/// <summary>What repairs put into answers, from the file <c>wordings.json</c> of this folder.</summary>
internal sealed record Wordings
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    };

    private static readonly Lazy<Wordings> Loaded = new(() => JsonSerializer.Deserialize<Wordings>(Resource.Text("Repairs.wordings.json"), Options)!);

    /// <summary>The one of this library, read when it is first asked for.</summary>
    public static Wordings Default => Loaded.Value;

    /// <summary>Sentences that say little and fit anywhere, without commas, quotation marks and digits.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>Sentences that end with one of several marks.</summary>
    public required IReadOnlyList<string> Closings { get; init; }

    /// <summary>Sentences about <c>{value}</c>.</summary>
    public required IReadOnlyList<string> Mentions { get; init; }

    /// <summary>Ways to go on after a first word <c>{value}</c>.</summary>
    public required IReadOnlyList<string> Openings { get; init; }

    /// <summary>Sentences with a placeholder each.</summary>
    public required IReadOnlyList<string> Placeholders { get; init; }

    /// <summary>What follows a postscript's marker.</summary>
    public required IReadOnlyList<string> Postscripts { get; init; }

    /// <summary>Items of lists.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>Titles and headings.</summary>
    public required IReadOnlyList<string> Titles { get; init; }

    /// <summary>Headers and cells of tables, a word or two each.</summary>
    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>Keys of JSON objects.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>How a second answer begins.</summary>
    public required IReadOnlyList<string> SecondAnswers { get; init; }

    /// <summary>Names for sources.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Author and year.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    public required IReadOnlyList<string> Emojis { get; init; }

    /// <summary>What takes the place of a word; a word that is not here is left out. No value is a key.</summary>
    public required IReadOnlyDictionary<string, string> Substitutes { get; init; }

    /// <summary>What takes the place of a contraction's end, where apostrophes are forbidden.</summary>
    public required IReadOnlyDictionary<string, string> Contractions { get; init; }
}
