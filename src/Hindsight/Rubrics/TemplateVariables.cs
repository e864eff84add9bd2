namespace Hindsight.Rubrics;

/// <summary>The variables of a rubric's own template: who gives them.</summary>
internal static class TemplateVariables
{
    /// <summary>What the judge's call gives to a template (docs/judges.md).</summary>
    public static readonly IReadOnlyList<string> Given = ["instruction", "criteria", "answer", "data_notice", "reply_schema"];

    /// <summary>What the task must give: variables that the template uses or that <c>input_variables</c> declares, without what the call gives and what has a default.</summary>
    public static IEnumerable<string> OfTask(Rubric rubric) => rubric.Template is null ? []
        : CriterionBinding.Variables(rubric.Template).Union(rubric.InputVariables.Select(v => v.Name)).Except(Given).Except(rubric.InputVariables.Where(v => v.Default is not null).Select(v => v.Name));
}
