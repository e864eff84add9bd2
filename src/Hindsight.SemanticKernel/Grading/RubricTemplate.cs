using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Prompts;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>A rubric's own template, seen as the prompt that a judge is asked with.</summary>
public static class RubricTemplate
{
    /// <summary>Everything that keeps it from being one; empty: it is one, or the rubric has none.</summary>
    /// <param name="rubric">The rubric.</param>
    /// <param name="prompts">The prompts of the judges.</param>
    public static IReadOnlyList<RubricFault> Faults(Rubric rubric, PromptLibrary prompts)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        ArgumentNullException.ThrowIfNull(prompts);
        return rubric.Template is null ? [] : RubricUse.Faults(() => JudgePrompt.Of(rubric, prompts));
    }
}
