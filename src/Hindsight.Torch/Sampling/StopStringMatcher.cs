using System.Text;

namespace Hindsight.Torch.Sampling;

/// <summary>Watches text that arrives in pieces for the strings that end it, and hands out what is certain not to belong to one.</summary>
/// <remarks>The check is made after each piece; the earliest position in the text wins, among those at one position the first of the list.</remarks>
internal sealed class StopStringMatcher
{
    private readonly IReadOnlyList<string> _stops;
    private readonly StringBuilder _text = new();

    // The longest end of the text that may still become a stop string. A match always begins within it.
    private string _held = "";

    /// <param name="stops">None of them empty.</param>
    public StopStringMatcher(IReadOnlyList<string> stops)
    {
        if (stops.Any(string.IsNullOrEmpty)) throw new ArgumentException("A stop string is empty; expected at least one character.", nameof(stops));
        _stops = stops;
    }

    /// <summary>The stop string that occurred, or <see langword="null"/>.</summary>
    public string? Stop { get; private set; }

    /// <summary>All text handed out so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Takes the next piece.</summary>
    /// <returns>The text that is now certain; when a stop string has occurred, what stood before it.</returns>
    public string Append(string piece)
    {
        if (Stop is not null) throw new InvalidOperationException($"The text has ended with '{Stop}'.");
        string text = _held + piece;
        int end = text.Length;
        foreach (string stop in _stops)
        {
            int at = text.IndexOf(stop, StringComparison.Ordinal);
            if (at < 0 || at >= end) continue;
            (end, Stop) = (at, stop);
        }

        if (Stop is null) end -= HeldBack(text);
        _held = Stop is null ? text[end..] : "";
        return HandOut(text[..end]);
    }

    /// <summary>The text ends without a stop string.</summary>
    /// <returns>What was held back.</returns>
    public string Finish()
    {
        string rest = _held;
        _held = "";
        return HandOut(rest);
    }

    private int HeldBack(string text)
    {
        int longest = 0;
        foreach (string stop in _stops)
        {
            for (int length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (!text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length))) continue;
                longest = length;
                break;
            }
        }

        return longest;
    }

    private string HandOut(string text)
    {
        _text.Append(text);
        return text;
    }
}
