namespace Hindsight.SemanticKernel.Judging;

/// <summary>A request was not sent: it might have cost more than the budget leaves.</summary>
internal sealed class JudgeBudgetException(string message) : Exception(message);
