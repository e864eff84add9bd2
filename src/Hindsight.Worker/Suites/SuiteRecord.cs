using System.Security.Cryptography;
using System.Text.Json;
using Hindsight.Checks;
using Hindsight.Rubrics;
using Hindsight.Suites;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Suites;

/// <summary>What a measurement's answers, verdicts and numbers depend on. It goes on only with the same.</summary>
internal sealed record SuiteRecord
{
    /// <summary>The SHA-256 of the suite's file.</summary>
    public required string Suite { get; init; }

    /// <summary>The SHA-256 of the file of responses, or <see langword="null"/>: a policy answers.</summary>
    public string? Responses { get; init; }

    /// <summary>The policy that answers.</summary>
    public SuitePolicyRecord? Policy { get; init; }

    /// <summary>The version of the checks, so that an evaluation is never half of one code and half of another.</summary>
    public required string Checks { get; init; }

    /// <summary>The largest number of prompts, the first in the file; 0: all.</summary>
    public required int Limit { get; init; }

    /// <summary>Answers that are made, graded and written together.</summary>
    public required int Batch { get; init; }

    /// <summary>Of answers and intervals.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The score at which an answer to a task passes.</summary>
    public required double SuccessThreshold { get; init; }

    /// <summary>The rubrics that tasks name, with their versions; none in the published forms.</summary>
    public required IReadOnlyDictionary<string, string> Rubrics { get; init; }

    /// <summary>The judges, each with its model and endpoint; none where code decides everything.</summary>
    public required IReadOnlyDictionary<string, string> Judges { get; init; }

    /// <summary>The judge of criteria that name none, where a judge decides anything.</summary>
    public string? Judge { get; init; }

    /// <summary>The hash of the judges' prompts, where a judge decides anything.</summary>
    public string? Prompts { get; init; }

    /// <summary>The record of a measurement.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="rubrics">Its rubrics.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="prompts">Hashes the judges' prompts.</param>
    public static SuiteRecord Of(Suite suite, IRubricSource rubrics, HindsightSettings settings, Func<string> prompts)
    {
        List<Rubric> resolved = suite.Form == SuiteForm.Tasks ? [.. suite.Items.Select(i => rubrics.Resolve(i.Task))] : [];
        bool judged = resolved.Any(r => r.Criteria.Any(c => c.Kind == CriterionKind.Judge));
        return new SuiteRecord
        {
            Suite = suite.Sha256,
            Checks = CheckRegistry.Version,
            Limit = settings.Evaluation.MaxTasks,
            Batch = settings.Policy.MaxBatch,
            Seed = settings.Seed,
            SuccessThreshold = settings.Hindsight.SuccessThreshold,
            Rubrics = resolved.Where(r => r.Name != RubricCatalog.OwnCriteria).DistinctBy(r => r.Name).OrderBy(r => r.Name, StringComparer.Ordinal).ToDictionary(r => r.Name, r => r.Version),
            Judges = judged ? settings.Judges.OrderBy(j => j.Key, StringComparer.Ordinal).ToDictionary(j => j.Key, j => $"{j.Value.Model} at {j.Value.Endpoint}") : [],
            Judge = judged ? settings.Judge : null,
            Prompts = judged ? prompts() : null,
        };
    }

    /// <summary>Writes it.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, SuiteJson.Page);

    /// <summary>A few digits that tell it from others.</summary>
    public string Digits() => Convert.ToHexStringLower(SHA256.HashData(Write()))[..8];
}
