using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>A rule about an answer's table.</summary>
/// <param name="id">Its id.</param>
/// <param name="description">What it decides.</param>
/// <param name="describe">The rule as a demand.</param>
/// <param name="judge">How far the table conforms (1: it does), and what was found.</param>
/// <param name="more">Its parameters.</param>
internal sealed class TableCheck(string id, string description, Func<CheckArguments, string> describe,
    Func<TableLines, CheckArguments, (double Degree, string Found)> judge, params CheckParameter[] more)
    : Check(id, description, [.. more, Parameter.Flag("required", "Whether there must be a table at all.", standard: true)])
{
    protected override Mending Mending { get; } = new(RepairStage.Layout, (text, arguments, words) =>
        TableMending.Changes(text, [.. more.Where(p => p.Type == CheckParameterType.TextList).SelectMany(p => arguments.Texts(p.Name)).Select(t => t.Split('|')[0])], words));

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => Parameters.Any(p => p.Name == "min") ? CountLimits.Faults(arguments) : [];

    protected override string Describe(CheckArguments arguments) => $"{(arguments.Flag("required") ? "Write a table" : "If you write a table, write it")} {describe(arguments)}.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        if (TableLines.In(answer) is not { } table)
            return arguments.Flag("required") ? Unmet("There is no table.", 0) : Met("There is no table, and none is demanded.");
        (double degree, string found) = judge(table, arguments);
        return degree == 1 ? Met($"{found}.") : Unmet($"{found}; expected a table {describe(arguments)}.", degree);
    }
}
