using System.Globalization;
using Hindsight.Grading;

namespace Hindsight.Storage.Rows;

/// <summary>A row of <c>verdict_cache</c>.</summary>
internal sealed class CachedVerdictRow
{
    public required string Key { get; init; }

    /// <summary>ISO 8601 in UTC with seven decimals: as texts in the order of time.</summary>
    public required string GivenAt { get; init; }

    public required string CriterionId { get; init; }

    public required string Kind { get; init; }

    public required double? Degree { get; init; }

    public required string Reason { get; init; }

    public required string Source { get; init; }

    /// <summary>JSON as in <see cref="VerdictRow.Votes"/>.</summary>
    public required string? Votes { get; init; }

    /// <summary><see cref="ExactNumbers"/> of the degree.</summary>
    public required string? Exact { get; init; }

    /// <summary>A time as the column holds it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static CachedVerdictRow From(string key, Verdict verdict, DateTimeOffset givenAt) => new()
    {
        Key = key,
        GivenAt = Time(givenAt),
        CriterionId = verdict.CriterionId,
        Kind = verdict.Kind.ToString(),
        Degree = ExactNumbers.Column(verdict.Degree),
        Reason = verdict.Reason,
        Source = verdict.Source,
        Votes = verdict.Votes.Count == 0 ? null : ColumnJson.Serialize(verdict.Votes),
        Exact = ExactNumbers.Write(verdict.Degree),
    };

    public Verdict ToVerdict() => new()
    {
        CriterionId = CriterionId,
        Kind = Enum.Parse<VerdictKind>(Kind),
        Degree = ExactNumbers.Read(Exact, Degree)[0],
        Reason = Reason,
        Source = Source,
        Votes = Votes is null ? [] : ColumnJson.Deserialize<IReadOnlyList<Vote>>(Votes),
    };
}
