using Hindsight.Policies;

namespace Hindsight.Worker.Suites;

/// <summary>What a policy's answers depend on.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Sha256">Of its files.</param>
/// <param name="Device">Where it is computed.</param>
/// <param name="Dtype">The type that it is computed in.</param>
/// <param name="Threads">Processor threads; 0: one a core.</param>
/// <param name="Sampling">How tokens are drawn.</param>
/// <param name="SamplesPerPrompt">Answers a prompt.</param>
internal sealed record SuitePolicyRecord(string Path, string Sha256, string Device, string Dtype, int Threads, SamplingOptions Sampling, int SamplesPerPrompt);
