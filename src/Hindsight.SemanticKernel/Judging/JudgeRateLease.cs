using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>A request that was let through, as long as it counts.</summary>
internal sealed class JudgeRateLease(JudgeRate rate, HttpRequestMessage request) : RateLimitLease
{
    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    public long Bytes { get; } = request.Content?.Headers.ContentLength ?? 0;

    /// <summary>What it counts.</summary>
    public long Tokens { get; set; }

    public long EnteredAt { get; set; }

    /// <summary>Whether it was let through within the last minute.</summary>
    public bool IsCounted { get; set; }

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata) => (metadata = null) is not null;

    protected override void Dispose(bool disposing)
    {
        if (disposing && request.Options.TryGetValue(WholeReplyHandler.TotalTokens, out long reported))
            rate.Settle(this, reported);
        base.Dispose(disposing);
    }
}
