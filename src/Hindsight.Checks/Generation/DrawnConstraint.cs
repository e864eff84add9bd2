using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.Checks.Generation;

/// <summary>A constraint with its arguments.</summary>
internal sealed record DrawnConstraint(ConstraintRecipe Recipe, ICheck Check, IReadOnlyDictionary<string, JsonElement> Arguments)
{
    /// <summary>What it demands of an answer.</summary>
    public ConstraintDemand Demand { get; } = ConstraintDemand.Of([Recipe], Arguments);

    /// <summary>States it, in one of its wordings.</summary>
    public string State(TaskChoices choices)
    {
        int wording = choices.Between(0, Recipe.Wordings.Count - (Recipe.Describe ? 0 : 1));
        return wording == Recipe.Wordings.Count ? Check.Describe(Arguments) : Stated(wording);
    }

    /// <summary>The criterion by which it is judged; its id is the check's, with - for / and :. Its text is the check's own sentence, or the first wording where that one is not used.</summary>
    public Criterion ToCriterion() => new()
    {
        Id = Check.Id.Replace('/', '-').Replace(':', '-'), Text = Recipe.Describe ? Check.Describe(Arguments) : Stated(0), Kind = CriterionKind.Check, Check = Check.Id, Arguments = Arguments,
    };

    private string Stated(int wording) => Wording.Fill(Recipe.Wordings[wording], Say);

    private string Say(string argument)
    {
        JsonElement value = Arguments[argument];
        string[] texts = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.ToString())] : [value.ToString()];
        if (Recipe.Names.TryGetValue(argument, out var names))
            return names[string.Join(", ", texts)];
        string[] quoted = [.. texts.Select(t => $"\"{t}\"")];
        return value.ValueKind != JsonValueKind.Array ? texts[0] : quoted.Length == 1 ? quoted[0] : $"{string.Join(", ", quoted.SkipLast(1))} and {quoted[^1]}";
    }
}
