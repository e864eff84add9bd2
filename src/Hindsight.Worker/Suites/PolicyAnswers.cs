using Hindsight.Policies;
using Hindsight.Suites;
using Hindsight.Training;

namespace Hindsight.Worker.Suites;

/// <summary>Answers that a policy gives: to every prompt that fits its context, each with a seed of its own.</summary>
internal sealed class PolicyAnswers(IPolicy policy, SamplingOptions sampling, int samplesPerPrompt, ulong seed) : ISuiteAnswers
{
    /// <inheritdoc/>
    public async Task<SuiteSelection> SelectAsync(IReadOnlyList<SuiteItem> items, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> lengths = await policy.MeasureAsync(items.Select(i => i.Task.Messages).ToList(), cancellationToken).ConfigureAwait(false);
        ILookup<bool, SuiteItem> fitting = items.Zip(lengths).ToLookup(pair => pair.Second < policy.ContextLength, pair => pair.First);
        return new SuiteSelection(
            [.. fitting[true].SelectMany(item => Enumerable.Range(0, samplesPerPrompt).Select(sample => new SuiteRequest(item, sample)))], [], [.. fitting[false].Select(item => item.Key)]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Sample>> AnswerAsync(IReadOnlyList<SuiteRequest> batch, CancellationToken cancellationToken) => policy.SampleAsync(
        batch.Select(r => new SampleRequest { Messages = r.Item.Task.Messages, Options = sampling, Seed = Seeds.Derive(seed, "suite", 0, r.Item.Key, r.Sample) }).ToList(), cancellationToken);
}
