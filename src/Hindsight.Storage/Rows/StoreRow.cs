namespace Hindsight.Storage.Rows;

/// <summary>The one row that says what this database is.</summary>
internal sealed class StoreRow
{
    /// <summary>The version of the tables.</summary>
    public required int SchemaVersion { get; init; }
}
