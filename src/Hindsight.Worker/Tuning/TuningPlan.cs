namespace Hindsight.Worker.Tuning;

/// <summary>A supervised training.</summary>
/// <param name="Data">The file of conversations.</param>
/// <param name="Output">The folder that the tuned policy is written to; it must not hold anything.</param>
/// <param name="Resume">Whether an unfinished tuning goes on.</param>
/// <param name="CheckpointEvery">Steps from one checkpoint to the next.</param>
/// <param name="Epochs">Passes over the conversations.</param>
/// <param name="LearningRate">The peak learning rate.</param>
/// <param name="BatchTokens">Tokens of an optimiser step.</param>
internal sealed record TuningPlan(string Data, string Output, bool Resume, int CheckpointEvery, int Epochs, double LearningRate, int BatchTokens);
