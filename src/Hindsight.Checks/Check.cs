using System.Text.Json;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks;

/// <summary>What every check of this library shares: its description and the typed reading of its arguments.</summary>
internal abstract class Check(string id, string description, params IReadOnlyList<CheckParameter> parameters) : ICheck
{
    public string Id { get; } = id;

    public string Description { get; } = description;

    public IReadOnlyList<CheckParameter> Parameters { get; } = parameters;

    public virtual ICheckRepair? Repair => Mending is { } mending ? new CheckRepair(this, mending) : null;

    /// <summary>How answers that miss it are mended, or <see langword="null"/>: they cannot be.</summary>
    protected virtual Mending? Mending => null;

    public IReadOnlyList<string> Validate(IReadOnlyDictionary<string, JsonElement> arguments)
    {
        List<string> faults = ArgumentValidation.Faults(Parameters, arguments);
        if (faults.Count == 0)
            faults.AddRange(RuleFaults(new CheckArguments(Parameters, arguments)));
        return faults;
    }

    public string Describe(IReadOnlyDictionary<string, JsonElement> arguments) => Describe(new CheckArguments(Parameters, arguments));

    public CheckOutcome Evaluate(string answer, IReadOnlyDictionary<string, JsonElement> arguments)
    {
        // A limit that is still a variable would otherwise read as "no limit".
        foreach (CheckParameter parameter in Parameters)
        {
            bool typed = parameter.Choices.Count > 0 || parameter.Type is not (CheckParameterType.Text or CheckParameterType.TextList);
            if (typed && arguments.TryGetValue(parameter.Name, out JsonElement value) && ArgumentValue.HoldsVariable(value))
                return Unknown($"The argument '{parameter.Name}' is {Quote.Of(value.GetString())}, a variable without a value.");
        }
        CheckOutcome outcome = Evaluate(answer, new CheckArguments(Parameters, arguments));
        // Quotes are safe; what a reason says of the arguments may not be.
        return Quote.IsPrintable(outcome.Reason) ? outcome : outcome with { Reason = Quote.Printable(outcome.Reason) };
    }

    /// <summary>Rules between arguments, asked only when each is valid by itself. Texts may hold variables.</summary>
    protected virtual IEnumerable<string> RuleFaults(CheckArguments arguments) => [];

    protected abstract string Describe(CheckArguments arguments);

    protected abstract CheckOutcome Evaluate(string answer, CheckArguments arguments);

    protected static CheckOutcome Met(string reason) => new(VerdictKind.Met, reason, 1);

    protected static CheckOutcome Unmet(string reason, double? degree = null) => new(VerdictKind.Unmet, reason, degree);

    protected static CheckOutcome Unknown(string reason) => new(VerdictKind.Unknown, reason);
}
