using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.Readings;

/// <summary>
/// A check whose answer can also be read loosely, as the programs of IFEval and IFBench do: an answer counts too that is as demanded without its first line, its last line or its
/// asterisks. An empty answer is never as demanded.
/// </summary>
internal abstract class LooselyReadCheck(string id, string description, params IReadOnlyList<CheckParameter> parameters) : Check(id, description, [.. parameters, Loose])
{
    /// <summary>The parameter that chooses the reading; the suites have no such argument.</summary>
    public const string LooseName = "loose";

    private static readonly CheckParameter Loose =
        Parameter.Flag(LooseName, "Whether the answer may also do without its first line, its last line, both, or its asterisks.");

    protected sealed override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        CheckOutcome best = Read(answer, arguments);
        if (best.Kind == VerdictKind.Met || !arguments.Flag(LooseName))
            return best;
        foreach ((string variant, string reading) in LooseReadings.Of(answer))
        {
            CheckOutcome outcome = Read(variant, arguments);
            if (outcome.Kind == VerdictKind.Met)
                return outcome with { Reason = $"Read {reading}: {outcome.Reason}" };
            if (outcome.Kind == VerdictKind.Unknown || (best.Kind == VerdictKind.Unmet && outcome.Degree > (best.Degree ?? 0)))
                best = outcome with { Reason = $"Read {reading}: {outcome.Reason}" };
        }
        return best;
    }

    /// <summary>Decides for an answer that is not blank.</summary>
    protected abstract CheckOutcome Decide(string answer, CheckArguments arguments);

    private CheckOutcome Read(string answer, CheckArguments arguments) =>
        PythonText.IsBlank(answer) ? Unmet("The answer is empty.", 0) : Decide(answer, arguments);
}
