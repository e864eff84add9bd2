namespace Hindsight.Worker.Revisions;

/// <summary>What became of the drafts.</summary>
internal sealed class RevisionReport
{
    private readonly Dictionary<string, (int Missed, int Left)> _checks = [];

    /// <summary>Training tasks.</summary>
    public int Tasks { get; set; }

    /// <summary>Those of which a judge decides something: they are left out, since nobody could say of a mended answer whether it passes.</summary>
    public int Judged { get; set; }

    /// <summary>Those whose prompt fills the policy's context.</summary>
    public int TooLong { get; set; }

    /// <summary>Drafts.</summary>
    public int Drafts { get; set; }

    /// <summary>Those of which a check could not decide.</summary>
    public int Ungraded { get; set; }

    /// <summary>Those whose score reaches the threshold.</summary>
    public int Passing { get; set; }

    /// <summary>Those that were mended, and then scored higher.</summary>
    public int Mended { get; set; }

    /// <summary>Those that were mended, and then scored no higher: something other than a check decides their score.</summary>
    public int NoHigher { get; set; }

    /// <summary>By check: the drafts that missed it, and how many of them it kept from being mended.</summary>
    public IEnumerable<(string Check, int Missed, int Left)> Checks =>
        _checks.OrderByDescending(c => c.Value.Missed).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value.Missed, c.Value.Left));

    /// <summary>Counts a draft that missed checks.</summary>
    /// <param name="missed">The checks that it missed.</param>
    /// <param name="left">Those that could not be mended.</param>
    public void Add(IEnumerable<string> missed, IEnumerable<string> left)
    {
        foreach (string check in missed.Distinct()) _checks[check] = _checks.GetValueOrDefault(check) with { Missed = _checks.GetValueOrDefault(check).Missed + 1 };
        foreach (string check in left.Distinct()) _checks[check] = _checks.GetValueOrDefault(check) with { Left = _checks.GetValueOrDefault(check).Left + 1 };
    }
}
