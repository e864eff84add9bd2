namespace Hindsight.Checks.IfBench;

/// <summary>Which fields of separated values must be in double quotes.</summary>
internal enum QuotedFields
{
    /// <summary>None; quotes are read as separated values use them.</summary>
    None,

    /// <summary>One that holds a special character.</summary>
    Special,

    /// <summary>All, those of the first line too.</summary>
    All,
}
