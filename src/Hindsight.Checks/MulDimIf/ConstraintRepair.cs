using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Mends for a constraint by the repairs of the checks that its sentence is read into.</summary>
internal sealed class ConstraintRepair : ICheckRepair
{
    public RepairStage Stage => RepairStage.Content;

    /// <summary>The last of the stages of what it demands.</summary>
    public RepairStage StageOf(IReadOnlyDictionary<string, JsonElement> arguments) =>
        Read(arguments) is { } constraint ? constraint.Demands.Select(d => CheckOf(d).Repair?.StageOf(d.Arguments) ?? Stage).DefaultIfEmpty(Stage).Max() : Stage;

    public string? Repair(string answer, IReadOnlyDictionary<string, JsonElement> arguments, RepairContext context)
    {
        if (Read(arguments) is not { } constraint)
            return null;
        if (constraint.Evaluate(answer, CheckRegistry.Default).Kind == VerdictKind.Met)
            return answer;
        if (constraint.Demands.Count == 0)
            return null;
        Criterion[] demands = [.. constraint.Demands.Select((demand, i) => new Criterion { Id = $"{i}", Text = constraint.Sentence, Kind = CriterionKind.Check, Check = demand.Check, Arguments = demand.Arguments })];
        return new AnswerRepair(CheckRegistry.Default).Mend(answer, demands, context.Seed, context.Spares).Text;
    }

    private static MulDimIfConstraint? Read(IReadOnlyDictionary<string, JsonElement> arguments)
    {
        (string category, string kind, string sentence) = (Text("category"), Text("kind"), Text("sentence"));
        return MulDimIfConstraint.Fault(category, kind, sentence) is null ? MulDimIfConstraint.Read(category, kind, sentence) : null;

        string Text(string name) => arguments[name].GetString()!;
    }

    private static ICheck CheckOf(MulDimIfDemand demand) => CheckRegistry.Default.TryGet(demand.Check, out ICheck? check) ? check : throw new InvalidOperationException($"The check '{demand.Check}' is not in the registry.");
}
