namespace Hindsight.Policies;

/// <summary>One response that is wanted of a policy. Requests of a batch whose messages are equal share their prompt's computation.</summary>
public sealed record SampleRequest
{
    /// <summary>The prompt. The policy renders it with its own chat template and adds the generation prompt.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>How tokens are drawn.</summary>
    public required SamplingOptions Options { get; init; }

    /// <summary>The seed of this request's own random stream (see <see cref="Training.Seeds"/>). The stream does not depend on the batch's other requests.</summary>
    public required ulong Seed { get; init; }
}
