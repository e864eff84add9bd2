using Hindsight.Policies;
using Hindsight.Suites;

namespace Hindsight.Worker.Suites;

/// <summary>Where answers to a suite come from.</summary>
internal interface ISuiteAnswers
{
    /// <summary>Says which prompts will be answered.</summary>
    Task<SuiteSelection> SelectAsync(IReadOnlyList<SuiteItem> items, CancellationToken cancellationToken);

    /// <summary>The answers, in the order of the requests. The same batch gives the same answers.</summary>
    Task<IReadOnlyList<Sample>> AnswerAsync(IReadOnlyList<SuiteRequest> batch, CancellationToken cancellationToken);
}
