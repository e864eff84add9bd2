namespace Hindsight.Torch.Tests;

/// <summary>Tests that count the process's live tensors: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LiveTensors
{
    public const string Name = "live tensors";
}
