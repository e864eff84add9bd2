namespace Hindsight.Torch.Sampling;

/// <summary>A response's text while it is sampled: tokens become characters, characters that may belong to a stop string wait.</summary>
/// <param name="append">Takes a token and gives the characters that are complete with it.</param>
/// <param name="finish">Gives what is left of incomplete characters.</param>
/// <param name="stops">The strings that end the response.</param>
internal sealed class ResponseText(Func<int, string> append, Func<string> finish, IReadOnlyList<string> stops)
{
    private readonly StopStringMatcher _matcher = new(stops);

    /// <summary>Whether a stop string has occurred.</summary>
    public bool IsStopped => _matcher.Stop is not null;

    /// <summary>All text that is final.</summary>
    public string Text => _matcher.Text;

    /// <summary>Takes a token; returns the text that became final with it.</summary>
    public string Append(int token) => _matcher.Append(append(token));

    /// <summary>The response ends; returns the text that was held back.</summary>
    public string Finish()
    {
        if (IsStopped) return "";
        string rest = _matcher.Append(finish());
        return IsStopped ? rest : rest + _matcher.Finish();
    }
}
