namespace Hindsight.Worker.Experiments;

/// <summary>What a learning rate gave on the tuning seeds.</summary>
/// <param name="LearningRate">The rate.</param>
/// <param name="Rlvr">RLVR's final held-out score.</param>
/// <param name="Hindsight">That of hindsight with bonus, conditioned on the plain prompt.</param>
internal sealed record TuningRow(double LearningRate, Spread Rlvr, Spread Hindsight);
