using System.ComponentModel.DataAnnotations;

namespace Hindsight.Training;

/// <summary>How held-out tasks are measured.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Measures every so many steps, besides before the first and after the last; 0: only those two.</summary>
    /// <value>0</value>
    [Range(0, int.MaxValue)]
    public int Every { get; set; }

    /// <summary>The largest number of held-out tasks that are measured, the first in their file; 0: all.</summary>
    /// <value>0</value>
    [Range(0, int.MaxValue)]
    public int MaxTasks { get; set; }

    /// <summary>Answers a task.</summary>
    /// <value>1</value>
    [Range(1, 1024)]
    public int SamplesPerTask { get; set; } = 1;

    /// <summary>The temperature of those answers; 1 measures the distribution that is trained, 0 the best guess.</summary>
    /// <value>1</value>
    [Range(0.0, 100.0)]
    public double Temperature { get; set; } = 1;
}
