using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.Generation;

/// <summary>The recipes that come with this library, from the files of the folder <c>Recipes</c>: one for each family of checks, and what they share.</summary>
internal sealed record RecipeBook
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    };

    private static readonly Lazy<RecipeBook> Loaded = new(Load);

    /// <summary>The one of this library, read when it is first asked for.</summary>
    public static RecipeBook Default => Loaded.Value;

    public required IReadOnlyList<ConstraintRecipe> Recipes { get; init; }

    public required IReadOnlyList<Conflict> Conflicts { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Pools { get; init; }

    public required IReadOnlyList<PromptFrame> Frames { get; init; }

    private static RecipeBook Load() => new()
    {
        Recipes = [.. Read<ConstraintRecipe[]>("plain"), .. Read<ConstraintRecipe[]>("ifeval"), .. Read<ConstraintRecipe[]>("muldimif")],
        Conflicts = Read<Conflict[]>("conflicts"),
        Pools = Read<Dictionary<string, IReadOnlyList<string>>>("pools"),
        Frames = Read<PromptFrame[]>("frames"),
    };

    private static T Read<T>(string name) => JsonSerializer.Deserialize<T>(Resource.Text($"Recipes.{name}.json"), Options)!;
}
