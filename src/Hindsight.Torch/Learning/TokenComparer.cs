namespace Hindsight.Torch.Learning;

/// <summary>Compares token arrays by content.</summary>
internal sealed class TokenComparer : IEqualityComparer<int[]>
{
    public static TokenComparer Instance { get; } = new();

    public bool Equals(int[]? x, int[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.AsSpan().SequenceEqual(y));

    public int GetHashCode(int[] obj)
    {
        var hash = new HashCode();
        foreach (int token in obj) hash.Add(token);
        return hash.ToHashCode();
    }
}
