using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>A request's reservation. An attempt that cost nothing leaves it to the next one; one that did uses it up.</summary>
internal sealed class BudgetLease(string judge, JudgeBudget budget, GradeUsage most) : RateLimitLease
{
    /// <summary>On a request that the budget limits.</summary>
    public static readonly HttpRequestOptionsKey<BudgetLease> Key = new("Hindsight.Budget");

    private bool _isHeld;

    /// <summary>The most that an attempt can cost.</summary>
    public GradeUsage Most => most;

    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    /// <summary>Waits for the reservation; at once where it is held.</summary>
    public async Task ReserveAsync(CancellationToken cancellationToken)
    {
        if (_isHeld)
            return;
        if (await budget.ReserveAsync(judge, most, cancellationToken).ConfigureAwait(false) is { } refusal)
            throw new JudgeBudgetException(refusal);
        _isHeld = true;
    }

    /// <summary>Counts what an attempt cost.</summary>
    public void Settle(GradeUsage spent)
    {
        if (spent != GradeUsage.None)
            End(spent);
    }

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata) => (metadata = null) is not null;

    protected override void Dispose(bool disposing)
    {
        if (disposing && _isHeld)
            End(GradeUsage.None);
        base.Dispose(disposing);
    }

    private void End(GradeUsage spent)
    {
        budget.Settle(judge, most, spent);
        _isHeld = false;
    }
}
