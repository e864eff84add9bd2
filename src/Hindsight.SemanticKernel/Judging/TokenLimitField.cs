namespace Hindsight.SemanticKernel.Judging;

/// <summary>The field in which an endpoint takes the largest number of completion tokens.</summary>
public enum TokenLimitField
{
    /// <summary><c>max_completion_tokens</c>, as today's servers want it.</summary>
    MaxCompletionTokens,

    /// <summary><c>max_tokens</c>, as older OpenAI-compatible servers want it.</summary>
    MaxTokens,
}
