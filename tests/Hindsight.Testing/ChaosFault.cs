using Hindsight.Grading;
using Microsoft.AspNetCore.Http;

namespace Hindsight.Testing;

/// <summary>One way in which a judge's reply goes wrong.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Cause">Why an answer is ungraded whose last reply it was.</param>
/// <param name="IsRead">Whether it is a chat completion, whose tokens are paid for.</param>
/// <param name="AnswerAsync">Answers; it is given the true verdicts.</param>
public sealed record ChaosFault(string Name, UngradedCause Cause, bool IsRead, Func<HttpContext, (string Criterion, string Verdict)[], Task> AnswerAsync);
