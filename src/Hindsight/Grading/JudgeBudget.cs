using System.Globalization;

namespace Hindsight.Grading;

/// <summary>
/// Keeps a run's judges within their budget: before a call the most that it can cost is reserved, after it what it did cost takes the reservation's place. So what is
/// spent and what calls under way may still spend never exceed the budget together; where they are kept (<see cref="GoOn"/>), neither over any number of kills. A call that only
/// the reservations of others leave no room for waits, in the order of coming. Safe on several threads.
/// </summary>
public sealed class JudgeBudget
{
    private readonly BudgetOptions _options;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (GradeUsage Spent, GradeUsage Reserved)> _judges = new(StringComparer.Ordinal);
    private readonly List<Waiter> _waiting = [];
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
            Admit();
        }
    }

    /// <summary>Waits until all that is spent and reserved by now is kept; at once where nobody keeps it.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="Training.RunStoreException">It could not be kept.</exception>
    public Task KeepAsync(CancellationToken cancellationToken) => _ledger?.KeepAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Reserves the most that a call can cost; waits while what calls under way may still spend leaves no room, and what is spent does.</summary>
    /// <param name="judge">The judge's name.</param>
    /// <param name="most">That.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Why the call must not be made; <see langword="null"/>: it may, once the reservation is kept (<see cref="KeepAsync"/>), and must be settled then.</returns>
    public async Task<string?> ReserveAsync(string judge, GradeUsage most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(most);
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(judge, most, new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            _waiting.Add(waiter);
            Admit();
        }
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => GiveUp(waiter, cancellationToken), null);
        return await waiter.Refusal.Task.ConfigureAwait(false);
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
            Admit();
        }
    }

    /// <summary>Counts what was spent without a reservation.</summary>
    public void Add(string judge, GradeUsage spent) => Settle(judge, GradeUsage.None, spent);

    /// <summary>Refuses whom not even the settling of all reservations could help, and lets in as many of the others as there is room for, whoever came first before all others. Under the lock.</summary>
    private void Admit()
    {
        if (_waiting.Count == 0) return;
        GradeUsage spent = Sum(j => j.Spent);
        foreach (Waiter waiter in _waiting.Where(w => !Fits(spent.Add(w.Most))).ToArray())
        {
            _refused ??= waiter.Most;
            _waiting.Remove(waiter);
            waiter.Refusal.SetResult(Describe(waiter.Most));
        }
        // Where nothing is reserved, the first one fits: nobody is left waiting for nobody.
        while (_waiting.Count > 0 && _waiting[0] is var first && Fits(spent.Add(Sum(j => j.Reserved)).Add(first.Most)))
        {
            (GradeUsage before, GradeUsage held) = Of(first.Judge);
            _judges[first.Judge] = (before, held.Add(first.Most));
            _waiting.RemoveAt(0);
            first.Refusal.SetResult(null);
        }
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Who was let in has its reservation, and settles it.
            if (!_waiting.Remove(waiter)) return;
            waiter.Refusal.SetCanceled(cancellationToken);
            Admit();
        }
    }

    private bool Fits(GradeUsage all) => (_options.MaxTokens <= 0 || Tokens(all) <= _options.MaxTokens) && (_options.MaxCost <= 0 || all.Cost <= _options.MaxCost);

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

    /// <summary>A call that waits for room; by reference, since two may want the same.</summary>
    private sealed class Waiter(string judge, GradeUsage most, TaskCompletionSource<string?> refusal)
    {
        public string Judge => judge;

        public GradeUsage Most => most;

        /// <summary>Why it is refused, or <see langword="null"/> once it is let in.</summary>
        public TaskCompletionSource<string?> Refusal => refusal;
    }
}
