using Hindsight.Policies;

namespace Hindsight.SemanticKernel.Chat;

/// <summary>How the policy answers as a chat service where a request does not say.</summary>
public sealed record PolicyChatOptions
{
    /// <summary>The name under which the service reports its model.</summary>
    /// <value>hindsight-policy</value>
    public string ModelId { get; init; } = "hindsight-policy";

    /// <summary>How tokens are drawn.</summary>
    /// <value>256 tokens at temperature 1</value>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>From which the seed of every request without one is derived, by the request's number: a service that is asked the same questions in the same order gives the same answers.</summary>
    /// <value>0</value>
    public ulong Seed { get; init; }
}
