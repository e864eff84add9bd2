namespace Hindsight.SemanticKernel.Hosting;

/// <summary>Whether and how long judges' verdicts are kept in the store, so that the same answer is not judged twice.</summary>
public sealed record VerdictCacheOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Hindsight:Cache";

    /// <summary>Whether they are kept.</summary>
    /// <value>true</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a verdict counts after it was given.</summary>
    /// <value>30 days</value>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(30);
}
