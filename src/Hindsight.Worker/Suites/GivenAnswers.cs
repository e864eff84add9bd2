using Hindsight.Policies;
using Hindsight.Suites;

namespace Hindsight.Worker.Suites;

/// <summary>Answers that were made elsewhere.</summary>
internal sealed class GivenAnswers(Responses responses) : ISuiteAnswers
{
    /// <inheritdoc/>
    public Task<SuiteSelection> SelectAsync(IReadOnlyList<SuiteItem> items, CancellationToken cancellationToken)
    {
        ILookup<bool, SuiteItem> answered = items.ToLookup(item => responses.Texts.ContainsKey(item.Key));
        return Task.FromResult(new SuiteSelection([.. answered[true].Select(item => new SuiteRequest(item, 0))], [.. answered[false].Select(item => item.Key)], []));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Sample>> AnswerAsync(IReadOnlyList<SuiteRequest> batch, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Sample>>([.. batch.Select(r => new Sample
        {
            PromptTokens = [], ResponseTokens = [], LogProbs = [], RawLogProbs = [], Text = responses.Texts[r.Item.Key], FinishReason = FinishReason.EndOfSequence, Seed = 0, PolicyVersion = "",
        })]);
}
