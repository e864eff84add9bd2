namespace Hindsight.Torch.Learning;

/// <summary>What one supervised optimiser step did.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Steps">The last step.</param>
/// <param name="Loss">The mean negative log-likelihood of the step's learned tokens, before the step.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="LearningRate">Of this step.</param>
/// <param name="Tokens">Tokens that went through the model in this step.</param>
/// <param name="TokensPerSecond">Of this step.</param>
public sealed record SupervisedProgress(int Step, int Steps, double Loss, double GradientNorm, double LearningRate, long Tokens, double TokensPerSecond);
