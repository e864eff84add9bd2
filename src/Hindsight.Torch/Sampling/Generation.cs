using Hindsight.Policies;
using Hindsight.Training;

namespace Hindsight.Torch.Sampling;

/// <summary>A response while it grows.</summary>
internal sealed class Generation
{
    private readonly SeenTokens? _seen;
    private readonly List<int> _tokens;
    private readonly List<float> _logProbs, _rawLogProbs;

    public Generation(DecodeRequest request, int vocabulary)
    {
        Request = request;
        int size = Math.Min(request.MaxTokens, 256);
        (_tokens, _logProbs, _rawLogProbs) = (new(size), new(size), new(size));
        if (request.Options.RepetitionPenalty == 1) return;
        _seen = new SeenTokens(vocabulary);
        foreach (int token in request.Prompt) _seen.Add(token);
    }

    /// <summary>What was asked for.</summary>
    public DecodeRequest Request { get; }

    /// <summary>The response's tokens so far.</summary>
    public IReadOnlyList<int> Tokens => _tokens;

    /// <summary>Their log-probs under the distribution they were drawn from.</summary>
    public IReadOnlyList<float> LogProbs => _logProbs;

    /// <summary>Their log-probs under the model's own distribution.</summary>
    public IReadOnlyList<float> RawLogProbs => _rawLogProbs;

    /// <summary>Why it ended; <see langword="null"/> while it grows.</summary>
    public FinishReason? FinishReason { get; private set; }

    /// <summary>The position of the last token in the sequence.</summary>
    public int Position => Request.Prompt.Length + _tokens.Count - 1;

    /// <summary>How the next token is drawn from a row of logits.</summary>
    public RowRequest Next(int row) => new(row, Request.Options, _seen, RandomStream.UniformAt(Request.Seed, (ulong)_tokens.Count));

    /// <summary>Takes the next token.</summary>
    /// <param name="draw">The token.</param>
    /// <param name="isEnd">Whether it is one that ends a response; it has no text.</param>
    /// <returns>The text that became final.</returns>
    public string Add(Draw draw, bool isEnd)
    {
        _tokens.Add(draw.Token);
        _logProbs.Add(draw.LogProb);
        _rawLogProbs.Add(draw.RawLogProb);
        _seen?.Add(draw.Token);
        string text = isEnd ? "" : Request.Text?.Append(draw.Token) ?? "";
        if (isEnd) FinishReason = Policies.FinishReason.EndOfSequence;
        else if (Request.Text is { IsStopped: true }) FinishReason = Policies.FinishReason.StopString;
        else if (_tokens.Count == Request.MaxTokens) FinishReason = Policies.FinishReason.Length;
        return FinishReason is null ? text : text + Request.Text?.Finish();
    }
}
