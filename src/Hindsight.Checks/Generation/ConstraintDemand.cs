using System.Text.Json;
using Hindsight.Checks.Arguments;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Checks.Generation;

/// <summary>What a constraint demands of an answer, by which constraints get along or not.</summary>
internal sealed record ConstraintDemand
{
    private const string Constant = "constant";

    private readonly IReadOnlyList<ConstraintRecipe> _recipes;
    private readonly IReadOnlyDictionary<string, JsonElement> _arguments;
    private readonly HashSet<string> _claims;
    private readonly HashSet<string> _labels;

    private ConstraintDemand(IReadOnlyList<ConstraintRecipe> recipes, IReadOnlyDictionary<string, JsonElement> arguments)
    {
        (_recipes, _arguments) = (recipes, arguments);
        _claims = [.. recipes.SelectMany(r => r.Claims)];
        _labels = [.. _claims, .. recipes.SelectMany(r => r.Labels)];
    }

    /// <summary>Everything that the table of conflicts knows it by.</summary>
    public IReadOnlySet<string> Labels => _labels;

    /// <summary>What a call of a check demands.</summary>
    /// <param name="recipes">The recipes of the check that may have made it: what one of them says is taken to hold.</param>
    /// <param name="arguments">The arguments; a measure that one of them would limit is free where it is missing.</param>
    public static ConstraintDemand Of(IReadOnlyList<ConstraintRecipe> recipes, IReadOnlyDictionary<string, JsonElement> arguments) => new(recipes, arguments);

    /// <summary>What a criterion that a prompt brings demands, or <see langword="null"/>: its check has no recipe to tell.</summary>
    /// <remarks>The recipes are those that may have drawn its arguments; where none may have, all of its check. Of a pitfall, which is to be avoided, no measures are known.</remarks>
    public static ConstraintDemand? Of(Criterion criterion, TrainingTask prompt, IReadOnlyList<ConstraintRecipe> recipes)
    {
        ConstraintRecipe[] all = [.. recipes.Where(r => r.Check == criterion.Check)], fit = [.. all.Where(r => r.Fits(criterion.Arguments))];
        IReadOnlyDictionary<string, JsonElement> arguments = CriterionBinding.Bind(criterion, prompt.Variables, new HashSet<string>()).Arguments;
        return all.Length == 0 ? null : Of(fit.Length > 0 ? fit : all, criterion.Weight < 0 ? new Dictionary<string, JsonElement>() : arguments);
    }

    /// <summary>Whether both can be demanded of one answer, as far as claims and labels tell.</summary>
    public bool GetsAlong(ConstraintDemand other, IReadOnlyList<Conflict> conflicts) => !_claims.Overlaps(other._claims) && !conflicts.Any(c => c.Holds(_labels, other._labels));

    /// <summary>How much of a measure it takes to meet; 0: none.</summary>
    public double Least(string measure) => _recipes.Max(r => r.Least.TryGetValue(measure, out var factors) ? Sum(factors, missing: 0) : 0);

    /// <summary>How much of a measure it leaves room for.</summary>
    public double Most(string measure) => _recipes.Min(r => r.Most.TryGetValue(measure, out var factors) ? Sum(factors, missing: double.PositiveInfinity) : double.PositiveInfinity);

    private double Sum(IReadOnlyDictionary<string, double> factors, double missing) =>
        factors.Sum(f => f.Key == Constant ? f.Value : _arguments.TryGetValue(f.Key, out JsonElement value) ? f.Value * Size(value) : missing);

    private static double Size(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : ArgumentValue.TryNumber(value, out double number) ? number : 1;
}
