using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Training;
using Microsoft.Extensions.Options;

namespace Hindsight.Worker.Configuration;

/// <summary>Says everything that is wrong with settings of the right types: ranges, and the rules between them.</summary>
internal static class SettingsValidator
{
    /// <summary>A line for each fault, naming the key and quoting the value; empty when there is none.</summary>
    public static IEnumerable<string> Validate(HindsightSettings settings)
    {
        const string section = ConfigurationKeys.Section;
        foreach (string fault in TrainingSettingsValidator.Validate(settings.ToTrainingSettings())) yield return $"{section}:{fault}";
        if (settings.Rubric.Length > 0 && settings.Rubric.Any(c => c is '/' or '\\')) yield return $"{section}:Rubric is '{settings.Rubric}'; expected a rubric's name, not a path.";
        var grading = new GradingOptions { Judge = settings.Judge, Steering = settings.Steering, Gold = settings.Gold };
        foreach (string fault in new GradingOptionsValidator(settings.Roster).Validate(null, grading).Failures ?? []) yield return fault;
        IValidateOptions<JudgeOptions>[] judges = [new JudgeOptionsValidator(), new JudgeFallbackValidator(settings.Judges.ToDictionary(j => j.Key, j => j.Value.Fallback))];
        foreach (string fault in settings.Judges.SelectMany(judge => judges.SelectMany(rules => rules.Validate(judge.Key, judge.Value).Failures ?? []))) yield return fault;
        foreach (string fault in new VerdictCacheOptionsValidator().Validate(null, settings.Cache).Failures ?? []) yield return fault;
        foreach (string fault in new BudgetOptionsValidator().Validate(null, settings.Budget).Failures ?? []) yield return fault;
        if (settings.Budget.MaxCost > 0 && !settings.Judges.Values.Any(j => j.InputPrice > 0 || j.OutputPrice > 0))
            yield return $"{section}:Budget:MaxCost is {SettingValue.Format(settings.Budget.MaxCost)}; expected a judge with a price, without which nothing costs anything.";
        var panels = new PanelOptionsValidator([.. settings.Judges.Keys], [.. settings.Panels.Keys]);
        foreach (string fault in settings.Panels.SelectMany(panel => panels.Validate(panel.Key, panel.Value).Failures ?? [])) yield return fault;
        (object Options, string Path)[] annotated =
        [
            (settings, section),
            (settings.Policy, $"{section}:{nameof(settings.Policy)}"),
            (settings.Policy.Lora, $"{section}:{nameof(settings.Policy)}:{nameof(settings.Policy.Lora)}"),
            (settings.Storage, $"{section}:{nameof(settings.Storage)}"),
        ];
        foreach (string fault in annotated.SelectMany(a => Annotations(a.Options, a.Path))) yield return fault;
    }

    private static IEnumerable<string> Annotations(object options, string path)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        foreach (ValidationResult result in results)
        {
            string member = result.MemberNames.FirstOrDefault() ?? "";
            PropertyInfo? property = options.GetType().GetProperty(member);
            yield return $"{path}:{member} is '{SettingValue.Format(property?.GetValue(options))}'. {result.ErrorMessage}";
        }
    }
}
