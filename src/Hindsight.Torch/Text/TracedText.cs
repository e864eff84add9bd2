using System.Text;

namespace Hindsight.Torch.Text;

/// <summary>A text that knows of each character where it came from, whatever has been done to it since: immutable.</summary>
/// <remarks>An origin is a number: <see cref="Outside"/>, <see cref="Template"/>, or one that the caller has given to a source of its own.</remarks>
internal sealed class TracedText
{
    /// <summary>The origin of what came from anywhere else: untrusted.</summary>
    public const int Outside = 0;

    /// <summary>The origin of the template's own literals and of the tokens that the tokenizer's configuration names.</summary>
    public const int Template = 1;

    /// <summary>No characters.</summary>
    public static readonly TracedText Empty = new("", Template);

    private readonly int _origin;
    private readonly int[]? _origins;

    /// <summary>A text of one origin.</summary>
    public TracedText(string text, int origin) => (Text, _origin) = (text, origin);

    private TracedText(string text, int[] origins) => (Text, _origins) = (text, origins);

    /// <summary>The characters.</summary>
    public string Text { get; }

    /// <summary>The number of UTF-16 units.</summary>
    public int Length => Text.Length;

    /// <summary>Where the unit at <paramref name="index"/> came from.</summary>
    public int OriginAt(int index) => _origins is null ? _origin : _origins[index];

    /// <summary>Whether every unit of a range came from <paramref name="origin"/>.</summary>
    public bool IsAll(int origin, int start, int length) =>
        _origins is null ? _origin == origin : !_origins.AsSpan(start, length).ContainsAnyExcept(origin);

    /// <summary>A part of it.</summary>
    public TracedText Slice(int start, int length)
    {
        if (length == Length) return this;
        string text = Text.Substring(start, length);
        return _origins is null ? new TracedText(text, _origin) : new TracedText(text, _origins.AsSpan(start, length).ToArray());
    }

    /// <summary>Both, one after the other.</summary>
    public static TracedText operator +(TracedText left, TracedText right)
    {
        if (left.Length == 0) return right;
        return right.Length == 0 ? left : Concat([left, right]);
    }

    /// <summary>All of them, one after the other.</summary>
    public static TracedText Concat(IReadOnlyList<TracedText> parts)
    {
        int length = parts.Sum(p => p.Length);
        if (length == 0) return Empty;
        var text = new StringBuilder(length);
        var origins = new int[length];
        foreach (TracedText part in parts)
        {
            Span<int> own = origins.AsSpan(text.Length, part.Length);
            if (part._origins is null) own.Fill(part._origin);
            else part._origins.CopyTo(own);
            text.Append(part.Text);
        }

        return !origins.AsSpan().ContainsAnyExcept(origins[0]) ? new TracedText(text.ToString(), origins[0]) : new TracedText(text.ToString(), origins);
    }

    /// <summary>The text with each stretch of one origin changed by itself.</summary>
    public TracedText Map(Func<string, string> change)
    {
        if (_origins is null) return new TracedText(change(Text), _origin);
        var parts = new List<TracedText>();
        for (int from = 0; from < Length;)
        {
            int length = _origins.AsSpan(from).IndexOfAnyExcept(_origins[from]);
            if (length < 0) length = Length - from;
            parts.Add(new TracedText(change(Text.Substring(from, length)), _origins[from]));
            from += length;
        }

        return Concat(parts);
    }

    /// <summary>The characters.</summary>
    public override string ToString() => Text;
}
