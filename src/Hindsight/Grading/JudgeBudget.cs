using System.Globalization;

namespace Hindsight.Grading;

/// <summary>
/// Keeps a run's judges within their budget: before a call the most that it can cost is reserved, after it what it did cost takes the reservation's place. So what is
/// spent and what calls under way may still spend never exceed the budget together; where they are kept (<see cref="GoOn"/>), neither over any number of kills. Safe on several threads.
/// </summary>
public sealed class JudgeBudget
{
    private readonly BudgetOptions _options;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (GradeUsage Spent, GradeUsage Reserved)> _judges = new(StringComparer.Ordinal);
    private GradeUsage? _refused;
    private SpendingLedger? _ledger;

    /// <summary>A budget of which nothing is spent.</summary>
    /// <param name="options">The limits.</param>
    public JudgeBudget(BudgetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Whether there is any limit.</summary>
    public bool IsLimited => _options.MaxTokens > 0 || _options.MaxCost > 0;

    /// <summary>What is spent.</summary>
    public GradeUsage Spent
    {
        get
        {
            lock (_lock) return Sum(j => j.Spent);
        }
    }

    /// <summary>Says that a call was refused, with what is spent now and the limits; <see langword="null"/>: none was.</summary>
    public string? Refusal
    {
        get
        {
            lock (_lock) return _refused is null ? null : Describe(_refused);
        }
    }

    /// <summary>Goes on from what a run has spent so far, in the place of all that was counted before, and keeps what it spends.</summary>
    /// <param name="spent">What each judge cost, by its name.</param>
    /// <param name="keep">Keeps what each judge cost, calls under way with the most that they can cost; durable when it returns.</param>
    public void GoOn(IReadOnlyDictionary<string, GradeUsage> spent, Func<IReadOnlyDictionary<string, GradeUsage>, CancellationToken, Task> keep)
    {
        ArgumentNullException.ThrowIfNull(spent);
        ArgumentNullException.ThrowIfNull(keep);
        lock (_lock)
        {
            _judges.Clear();
            foreach ((string judge, GradeUsage usage) in spent) _judges[judge] = (usage, GradeUsage.None);
            (_refused, _ledger) = (null, new SpendingLedger(Snapshot, keep));
        }
    }

    /// <summary>Waits until all that is spent and reserved by now is kept; at once where nobody keeps it.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="Training.RunStoreException">It could not be kept.</exception>
    public Task KeepAsync(CancellationToken cancellationToken) => _ledger?.KeepAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Reserves the most that a call can cost.</summary>
    /// <param name="judge">The judge's name.</param>
    /// <param name="most">That.</param>
    /// <param name="refusal">Why the call must not be made; empty where it may.</param>
    /// <returns>Whether the call may be made, once the reservation is kept (<see cref="KeepAsync"/>); it must be settled then.</returns>
    public bool TryReserve(string judge, GradeUsage most, out string refusal)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(most);
        lock (_lock)
        {
            GradeUsage all = Sum(j => j.Spent).Add(Sum(j => j.Reserved)).Add(most);
            bool fits = (_options.MaxTokens <= 0 || Tokens(all) <= _options.MaxTokens) && (_options.MaxCost <= 0 || all.Cost <= _options.MaxCost);
            refusal = fits ? "" : Describe(most);
            if (fits)
            {
                (GradeUsage spent, GradeUsage reserved) = Of(judge);
                _judges[judge] = (spent, reserved.Add(most));
            }
            else
            {
                _refused ??= most;
            }

            return fits;
        }
    }

    /// <summary>Puts what a call did cost in the place of its reservation.</summary>
    public void Settle(string judge, GradeUsage reserved, GradeUsage spent)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(reserved);
        ArgumentNullException.ThrowIfNull(spent);
        lock (_lock)
        {
            (GradeUsage before, GradeUsage held) = Of(judge);
            held = new GradeUsage(held.Calls - reserved.Calls, held.InputTokens - reserved.InputTokens, held.OutputTokens - reserved.OutputTokens, held.Cost - reserved.Cost);
            // Sums of fractions leave a rest, which must not refuse a call that would fit exactly.
            _judges[judge] = (before.Add(spent), held.Calls == 0 ? GradeUsage.None : held);
        }
    }

    /// <summary>Counts what was spent without a reservation.</summary>
    public void Add(string judge, GradeUsage spent) => Settle(judge, GradeUsage.None, spent);

    private (GradeUsage Spent, GradeUsage Reserved) Of(string judge) => _judges.GetValueOrDefault(judge, (GradeUsage.None, GradeUsage.None));

    private GradeUsage Sum(Func<(GradeUsage Spent, GradeUsage Reserved), GradeUsage> part) => GradeUsage.Sum(_judges.Values.Select(part));

    private Dictionary<string, GradeUsage> Snapshot()
    {
        lock (_lock) return _judges.ToDictionary(j => j.Key, j => j.Value.Spent.Add(j.Value.Reserved));
    }

    private string Describe(GradeUsage refused)
    {
        GradeUsage spent = Sum(j => j.Spent);
        string limits = string.Join(" and ", new[]
        {
            _options.MaxTokens > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Tokens(spent):N0} of {_options.MaxTokens:N0} tokens") : "",
            _options.MaxCost > 0 ? string.Create(CultureInfo.InvariantCulture, $"{spent.Cost:0.####} of a cost of {_options.MaxCost:0.####}") : "",
        }.Where(limit => limit.Length > 0));
        return string.Create(CultureInfo.InvariantCulture, $"the judges' budget does not hold a call of up to {Tokens(refused):N0} tokens and a cost of {refused.Cost:0.####}; spent are {limits}");
    }

    private static long Tokens(GradeUsage usage) => usage.InputTokens + usage.OutputTokens;
}
