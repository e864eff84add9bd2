using System.Diagnostics.CodeAnalysis;
using Hindsight.Policies;

namespace Hindsight.Torch.Sampling;

/// <summary>Conversations are equal when their messages are.</summary>
internal sealed class MessagesComparer : IEqualityComparer<IReadOnlyList<ChatMessage>>
{
    /// <inheritdoc/>
    public bool Equals(IReadOnlyList<ChatMessage>? x, IReadOnlyList<ChatMessage>? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && x.SequenceEqual(y));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] IReadOnlyList<ChatMessage> obj)
    {
        var hash = new HashCode();
        foreach (ChatMessage message in obj) hash.Add(message);
        return hash.ToHashCode();
    }
}
