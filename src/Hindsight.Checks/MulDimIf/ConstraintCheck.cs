using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>A constraint of the set as it stands there, decided by the checks that its sentence is read into.</summary>
internal sealed class ConstraintCheck() : Check(CheckId, "A constraint of MulDimIF as it stands in its data, read from its sentence as the official program reads it.",
    Parameter.Text("category", "Its first level, such as Length."),
    Parameter.Text("kind", "Its second level, such as Words: At most."),
    Parameter.Text("sentence", "The constraint itself, such as: The answer must be at most 10 words long."))
{
    public const string CheckId = "muldimif/constraint";

    public override ICheckRepair Repair { get; } = new ConstraintRepair();

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        (string category, string kind) = (arguments.Text("category"), arguments.Text("kind"));
        if (!ArgumentValue.HoldsVariable(category) && !ArgumentValue.HoldsVariable(kind) && MulDimIfConstraint.Fault(category, kind, arguments.Text("sentence")) is { } fault)
            yield return fault;
    }

    protected override string Describe(CheckArguments arguments) => $"Keep to this constraint: {arguments.Text("sentence").TrimEnd('.')}.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        (string category, string kind, string sentence) = (arguments.Text("category"), arguments.Text("kind"), arguments.Text("sentence"));
        return MulDimIfConstraint.Fault(category, kind, sentence) is { } fault ? Unknown(fault) : MulDimIfConstraint.Read(category, kind, sentence).Evaluate(answer, CheckRegistry.Default);
    }
}
