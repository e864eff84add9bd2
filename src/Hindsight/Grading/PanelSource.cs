namespace Hindsight.Grading;

/// <summary>Who a panel's verdict is from: <c>panel:NAME</c>, and <c>panel:NAME/judge:JUDGE</c> where the judge that it escalates to was asked; that one's vote is then the last.</summary>
public static class PanelSource
{
    private const string Panel = "panel:", Judge = "/" + Verdict.ByJudge;

    /// <summary>The source.</summary>
    /// <param name="panel">The panel's name.</param>
    /// <param name="escalation">The judge that it was escalated to, or <see langword="null"/>: none.</param>
    public static string Of(string panel, string? escalation = null) => Panel + panel + (escalation is null ? "" : Judge + escalation);

    /// <summary>The panel's name, or <see langword="null"/>: no panel's verdict.</summary>
    /// <param name="source">A verdict's source.</param>
    /// <param name="isEscalated">Whether the judge that the panel escalates to was asked.</param>
    public static string? NameIn(string source, out bool isEscalated)
    {
        ArgumentNullException.ThrowIfNull(source);
        isEscalated = false;
        if (!source.StartsWith(Panel, StringComparison.Ordinal)) return null;
        // Names are configuration keys, which hold no colon.
        int end = source.IndexOf(Judge, StringComparison.Ordinal);
        isEscalated = end >= 0;
        return isEscalated ? source[Panel.Length..end] : source[Panel.Length..];
    }
}
