using Hindsight.Rubrics;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Tries what a rubric is used for.</summary>
internal static class RubricUse
{
    /// <summary>What keeps it from being used so; empty: nothing.</summary>
    public static IReadOnlyList<RubricFault> Faults(Action use)
    {
        try
        {
            use();
            return [];
        }
        catch (RubricException fault)
        {
            return [.. fault.Faults.Select(f => new RubricFault(null, f))];
        }
    }
}
