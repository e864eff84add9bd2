using System.Globalization;

namespace Hindsight.Grading;

/// <summary>
/// Keeps a run's judges within their budget: before a call the most that it can cost is reserved, after it what it did cost takes the reservation's place. So what is
/// spent and what calls under way may still spend never exceed the budget together. Safe on several threads.
/// </summary>
public sealed class JudgeBudget
{
    private readonly BudgetOptions _options;
    private readonly Lock _lock = new();
    private GradeUsage _spent = GradeUsage.None, _reserved = GradeUsage.None;
    private GradeUsage? _refused;

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
            lock (_lock) return _spent;
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

    /// <summary>Reserves the most that a call can cost.</summary>
    /// <param name="most">That.</param>
    /// <param name="refusal">Why the call must not be made; empty where it may.</param>
    /// <returns>Whether the call may be made; it must be settled then.</returns>
    public bool TryReserve(GradeUsage most, out string refusal)
    {
        ArgumentNullException.ThrowIfNull(most);
        lock (_lock)
        {
            GradeUsage all = _spent.Add(_reserved).Add(most);
            bool fits = (_options.MaxTokens <= 0 || Tokens(all) <= _options.MaxTokens) && (_options.MaxCost <= 0 || all.Cost <= _options.MaxCost);
            refusal = fits ? "" : Describe(most);
            if (fits) _reserved = _reserved.Add(most);
            else _refused ??= most;
            return fits;
        }
    }

    /// <summary>Puts what a call did cost in the place of its reservation.</summary>
    public void Settle(GradeUsage reserved, GradeUsage spent)
    {
        ArgumentNullException.ThrowIfNull(reserved);
        ArgumentNullException.ThrowIfNull(spent);
        lock (_lock)
        {
            _reserved = new GradeUsage(
                _reserved.Calls - reserved.Calls, _reserved.InputTokens - reserved.InputTokens, _reserved.OutputTokens - reserved.OutputTokens, _reserved.Cost - reserved.Cost);
            // Sums of fractions leave a rest, which must not refuse a call that would fit exactly.
            if (_reserved.Calls == 0) _reserved = GradeUsage.None;
            _spent = _spent.Add(spent);
        }
    }

    /// <summary>Counts what was spent without a reservation: before the run was resumed, for example.</summary>
    public void Add(GradeUsage spent) => Settle(GradeUsage.None, spent);

    private string Describe(GradeUsage refused)
    {
        string limits = string.Join(" and ", new[]
        {
            _options.MaxTokens > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Tokens(_spent):N0} of {_options.MaxTokens:N0} tokens") : "",
            _options.MaxCost > 0 ? string.Create(CultureInfo.InvariantCulture, $"{_spent.Cost:0.####} of a cost of {_options.MaxCost:0.####}") : "",
        }.Where(limit => limit.Length > 0));
        return string.Create(CultureInfo.InvariantCulture, $"the judges' budget does not hold a call of up to {Tokens(refused):N0} tokens and a cost of {refused.Cost:0.####}; spent are {limits}");
    }

    private static long Tokens(GradeUsage usage) => usage.InputTokens + usage.OutputTokens;
}
