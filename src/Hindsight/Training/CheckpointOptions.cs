using System.ComponentModel.DataAnnotations;

namespace Hindsight.Training;

/// <summary>When checkpoints are written and which are kept.</summary>
public sealed record CheckpointOptions
{
    /// <summary>Writes one every so many steps; steps after which held-out tasks are measured, and the last, always write one.</summary>
    /// <value>1</value>
    [Range(1, int.MaxValue)]
    public int Every { get; set; } = 1;

    /// <summary>The newest so many are kept, besides the best by held-out score.</summary>
    /// <value>2</value>
    [Range(1, int.MaxValue)]
    public int Keep { get; set; } = 2;
}
