using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Checks;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>The checks that a rubric lets its judges call.</summary>
internal static class JudgeTools
{
    /// <summary>They as the plugin <see cref="CheckPlugin.Name"/>.</summary>
    /// <exception cref="RubricException">There is no such check, or it cannot be a function; all faults.</exception>
    public static KernelPlugin Of(Rubric rubric, ICheckRegistry checks)
    {
        List<ICheck> found = [];
        List<string> faults = [];
        foreach (string id in rubric.Tools.Distinct())
        {
            if (checks.TryGet(id, out ICheck? check))
                found.Add(check);
            else
                faults.Add($"rubric '{rubric.Name}', tools: found the unknown check '{id}'.");
        }
        if (faults.Count > 0)
            throw new RubricException(faults);
        try
        {
            return CheckPlugin.Create(found, quoting: false);
        }
        catch (ArgumentException fault)
        {
            throw new RubricException([$"rubric '{rubric.Name}', tools: {fault.Message}"]);
        }
    }

    /// <summary>Everything that keeps them from being one; empty: nothing.</summary>
    public static IReadOnlyList<RubricFault> Faults(Rubric rubric, ICheckRegistry checks) => RubricUse.Faults(() => Of(rubric, checks));
}
