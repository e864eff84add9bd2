using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hindsight.Rubrics;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>The keys under which verdicts are kept: SHA-256 over everything that they depend on.</summary>
internal static class VerdictKey
{
    /// <summary>The key of each criterion's verdict, by the criterion's id.</summary>
    /// <param name="basis">What the verdicts have in common (<see cref="ICacheableJudge.BasisOf"/>).</param>
    /// <param name="criteria">The criteria. What counts of them is what the judge sees, and what a level is worth; not the weight.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<string> basis, IEnumerable<Criterion> criteria)
    {
        string common = Digest(basis);
        return criteria.ToDictionary(
            c => c.Id, c => Digest([common, VerdictSchema.Lines([c]), .. c.Levels.Select(level => level.Degree.ToString("R", CultureInfo.InvariantCulture))]));
    }

    private static string Digest(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string part in parts)
        {
            byte[] text = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
