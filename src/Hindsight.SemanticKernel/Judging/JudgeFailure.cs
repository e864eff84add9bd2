using System.Globalization;
using Hindsight.Grading;
using Hindsight.SemanticKernel.Prompts;
using Microsoft.SemanticKernel;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>What an exception of a judge's call means.</summary>
internal static class JudgeFailure
{
    public static (UngradedCause Cause, string Detail) Of(Exception error) => error switch
    {
        TimeoutRejectedException timeout => (UngradedCause.JudgeTimeout, $"no reply within {timeout.Timeout}"),
        OperationCanceledException => (UngradedCause.JudgeTimeout, "the call was given up without a reply"),
        JudgeBudgetException budget => (UngradedCause.JudgeBudget, budget.Message),
        PromptException prompt => (UngradedCause.PromptFault, prompt.Message),
        BrokenCircuitException => (UngradedCause.JudgeTransport, "the circuit is open after too many failures"),
        HttpOperationException { StatusCode: { } status } http => (UngradedCause.JudgeTransport, string.Create(CultureInfo.InvariantCulture, $"status {(int)status}: {Short(http.ResponseContent ?? http.Message)}")),
        { InnerException: TimeoutRejectedException timeout } => Of(timeout),
        { InnerException: JudgeBudgetException budget } => Of(budget),
        _ => (UngradedCause.JudgeTransport, $"{error.GetType().Name}: {Short(error.Message)}"),
    };

    /// <summary>A word for a log: an endpoint's own text may repeat what it was sent.</summary>
    public static string KindOf(Exception error) =>
        error is HttpOperationException { StatusCode: { } status } ? string.Create(CultureInfo.InvariantCulture, $"status {(int)status}") : error.GetType().Name;

    /// <summary>What it means where nothing was asked yet, or the judge has replied: its own prompt, or what the host put around the call.</summary>
    public static (UngradedCause Cause, string Detail) OfPrompt(Exception error) =>
        (UngradedCause.PromptFault, $"the prompt cannot be rendered, or a filter or tool threw: {error.GetType().Name}: {Short(error.Message)}");

    private static string Short(string text)
    {
        const int Longest = 300;
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
