using System.ComponentModel.DataAnnotations;
using Hindsight.Curation;
using Hindsight.Learning;
using Hindsight.Policies;

namespace Hindsight.Training;

/// <summary>Says everything that is wrong with training settings: ranges, and the rules between them (specification, sections 3 to 5).</summary>
public static class TrainingSettingsValidator
{
    /// <summary>A line for each fault, quoting the values; empty when there is none.</summary>
    public static IReadOnlyList<string> Validate(TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<string> faults = [];
        Ranges(settings.Training, nameof(settings.Training), faults);
        Ranges(settings.Sampling, nameof(settings.Sampling), faults);
        Ranges(settings.Hindsight, nameof(settings.Hindsight), faults);
        Ranges(settings.Objective, nameof(settings.Objective), faults);
        Ranges(settings.Optimizer, nameof(settings.Optimizer), faults);
        Ranges(settings.Evaluation, nameof(settings.Evaluation), faults);
        Ranges(settings.Checkpoints, nameof(settings.Checkpoints), faults);
        Ranges(settings.Gates, nameof(settings.Gates), faults);
        // A rule that quotes a setting out of its range says nothing new.
        string[] outOfRange = [.. faults.Select(fault => fault.Split(' ')[0])];
        List<string> rules = [];
        Rules(settings, rules);
        faults.AddRange(rules.Where(rule => !outOfRange.Any(key => rule.Contains(key, StringComparison.Ordinal))));
        return faults;
    }

    private static void Rules(TrainingSettings s, List<string> faults)
    {
        TrainingOptions training = s.Training;
        ObjectiveOptions objective = s.Objective;
        HindsightOptions hindsight = s.Hindsight;
        SamplingOptions sampling = s.Sampling;
        Demand(training.PromptsPerMiniBatch <= training.PromptsPerStep,
            $"Training:PromptsPerMiniBatch ({training.PromptsPerMiniBatch}) must not exceed Training:PromptsPerStep ({training.PromptsPerStep}).");
        Demand(training.PromptsPerMiniBatch < 1 || training.PromptsPerMiniBatch > training.PromptsPerStep || training.PromptsPerStep % training.PromptsPerMiniBatch == 0,
            $"Training:PromptsPerMiniBatch ({training.PromptsPerMiniBatch}) must divide Training:PromptsPerStep ({training.PromptsPerStep}).");
        Demand(hindsight.RevisionsKept < training.GroupSize,
            $"Hindsight:RevisionsKept ({hindsight.RevisionsKept}) must be below Training:GroupSize ({training.GroupSize}): a revision replaces a draft.");
        Demand(objective.DualClip > 1 + objective.ClipHigh,
            $"Objective:DualClip ({objective.DualClip}) must exceed 1 + Objective:ClipHigh ({1 + objective.ClipHigh}).");
        Demand(objective.Gamma > 0 || objective.AllowUnshaped,
            $"Objective:Gamma ({objective.Gamma}) must be positive: without shaping a revised token has neither clip nor dual clip. Set Objective:AllowUnshaped to true to have it all the same.");
        Demand(objective.Conditioning != Conditioning.PlainBehaviour || hindsight.RevisionTemperature > 0,
            "Objective:Conditioning PlainBehaviour needs Hindsight:RevisionTemperature above 0: a greedy revision has no distribution that it was drawn from.");
        Demand(sampling.Temperature > 0, "Sampling:Temperature must be above 0: greedy drafts are all the same.");
        Demand(sampling.IsUnfiltered,
            "Sampling:TopK, TopP, MinP and RepetitionPenalty must be off (0, 1, 0, 1): drafts are drawn from the distribution that is trained.");
        Demand(sampling.Temperature == objective.Temperature,
            $"Objective:Temperature ({objective.Temperature}) must equal Sampling:Temperature ({sampling.Temperature}): the learner divides the logits as the sampler does.");

        void Demand(bool condition, string fault)
        {
            if (!condition) faults.Add(fault);
        }
    }

    private static void Ranges(object options, string section, List<string> faults)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        foreach (ValidationResult result in results)
        {
            string member = result.MemberNames.FirstOrDefault() ?? "";
            object? value = options.GetType().GetProperty(member)?.GetValue(options);
            faults.Add($"{section}:{member} is {value}. {result.ErrorMessage}");
        }
    }
}
