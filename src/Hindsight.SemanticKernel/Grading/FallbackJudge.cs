using Hindsight.Grading;
using Hindsight.Rubrics;
using Microsoft.Extensions.Logging;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Has another judge decide what a judge could not be asked: where its endpoint failed or kept silent after all repetitions. What it did answer stays its word.</summary>
internal sealed partial class FallbackJudge(ICriterionJudge judge, ICriterionJudge fallback, ILogger<FallbackJudge> logger) : ICriterionJudge
{
    public string Name => judge.Name;

    public string Source => judge.Source;

    /// <summary>The judge without its fallback: for whoever must know whose word it gets.</summary>
    public static ICriterionJudge Alone(ICriterionJudge judge) => judge is FallbackJudge { Own: var own } ? own : judge;

    private ICriterionJudge Own => judge;

    public async Task<JudgedCriteria> JudgeAsync(JudgingRequest request, CancellationToken cancellationToken)
    {
        JudgedCriteria first = await judge.JudgeAsync(request, cancellationToken).ConfigureAwait(false);
        Dictionary<string, Verdict> failed = first.Verdicts.Where(v => v.Cause is UngradedCause.JudgeTransport or UngradedCause.JudgeTimeout).ToDictionary(v => v.CriterionId);
        if (failed.Count == 0)
            return first;
        LogFallback(logger, fallback.Name, failed.Count, request.Task.Id, failed.Values.First().Reason);
        Criterion[] left = [.. request.Criteria.Where(c => failed.ContainsKey(c.Id))];
        JudgedCriteria second = await fallback.JudgeAsync(request with { Criteria = left }, cancellationToken).ConfigureAwait(false);
        Dictionary<string, Verdict> decided = second.Verdicts.ToDictionary(v => v.CriterionId, v => v.Kind != VerdictKind.Unknown ? v : v with { Reason = $"{failed[v.CriterionId].Reason}; fallback: {v.Reason}" });
        return new JudgedCriteria([.. first.Verdicts.Select(v => decided.GetValueOrDefault(v.CriterionId, v))], JudgedCriteria.Sum([first.Usage, second.Usage]));
    }

    [LoggerMessage(EventId = 4211, Level = LogLevel.Warning, Message = "The fallback judge {Fallback} decides {Count} criteria of an answer to task {Task}: {Reason}")]
    private static partial void LogFallback(ILogger logger, string fallback, int count, string task, string reason);
}
