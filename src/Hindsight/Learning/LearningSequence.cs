namespace Hindsight.Learning;

/// <summary>One trajectory as the learner sees it: tokens and numbers, no text.</summary>
public sealed record LearningSequence
{
    /// <summary>The tokens that the response is conditioned on (x, or h for a guided revision). Sequences of one prompt share the array.</summary>
    public required int[] PromptTokens { get; init; }

    /// <summary>The response tokens that were sampled.</summary>
    public required int[] ResponseTokens { get; init; }

    /// <summary>Log-probs recorded at sampling, under the distribution that each token was drawn from; the denominator under <see cref="Conditioning.PlainBehaviour"/>.</summary>
    public required float[] BehaviourLogProbs { get; init; }

    /// <summary>Log-probs recorded at sampling under the model's own distribution given the prompt it was drawn with; for the drift gate. Empty: not compared.</summary>
    public required float[] RawLogProbs { get; init; }

    /// <summary>The trajectory's advantage A.</summary>
    public required double Advantage { get; init; }

    /// <summary>Whether it is a revision.</summary>
    public required bool Revised { get; init; }
}
