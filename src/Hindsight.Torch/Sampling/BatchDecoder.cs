using System.Diagnostics;
using static TorchSharp.torch;

namespace Hindsight.Torch.Sampling;

/// <summary>Decodes any number of requests over a limited number of slots: prompts are computed once, ended sequences are replaced, and the active ones always fill the first slots.</summary>
/// <remarks>The order is fixed by the requests alone, so one batch always meets the same arithmetic.</remarks>
internal sealed class BatchDecoder
{
    private readonly DecodeEngine _engine;
    private readonly Sampler _sampler;
    private readonly IReadOnlyList<int> _endTokens;
    private readonly Generation[] _active;
    private readonly long[] _tokens, _positions;
    private readonly RowRequest[] _rows;
    private readonly Draw[] _draws;
    private int _count;

    /// <summary>Where the time of all batches so far went.</summary>
    public DecodeTimes Times { get; } = new();

    /// <summary>Takes what it works with.</summary>
    /// <param name="engine">With weights loaded before <see cref="Decode"/>.</param>
    /// <param name="sampler">Draws.</param>
    /// <param name="endTokens">The tokens that end a response.</param>
    /// <param name="maxBatch">The number of slots.</param>
    public BatchDecoder(DecodeEngine engine, Sampler sampler, IReadOnlyList<int> endTokens, int maxBatch)
    {
        _engine = engine;
        _sampler = sampler;
        _endTokens = endTokens;
        _active = new Generation[maxBatch];
        (_tokens, _positions) = (new long[maxBatch], new long[maxBatch]);
        (_rows, _draws) = (new RowRequest[maxBatch], new Draw[maxBatch]);
    }

    /// <summary>Decodes all requests.</summary>
    /// <param name="requests">In any order; those of one prompt are admitted together.</param>
    /// <param name="onText">Called with each token's newly final text.</param>
    /// <param name="cancellationToken">Looked at between two tokens.</param>
    /// <returns>The responses in request order.</returns>
    public IReadOnlyList<Generation> Decode(IReadOnlyList<DecodeRequest> requests, Action<string>? onText, CancellationToken cancellationToken)
    {
        Generation[] generations = [.. requests.Select(r => new Generation(r, _sampler.Vocabulary))];
        if (generations.Length == 0) return generations;
        using var scope = NewDisposeScope();
        var waiting = new Queue<Generation>(generations.GroupBy(g => g.Request.Prompt, ReferenceEqualityComparer.Instance).SelectMany(g => g));
        int slots = Math.Min(_active.Length, waiting.Count);
        bool waits = waiting.Count > slots;
        _engine.Reserve(waits ? slots + 1 : slots, requests.Max(r => r.Prompt.Length + r.MaxTokens));
        using var prompts = new PromptAdmission(_engine, slots);
        _count = 0;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // A prompt's pass is dear for one slot alone: wait until an eighth of them is free.
                int free = slots - _count;
                if (waiting.Count > 0 && (_count == 0 || free >= Math.Min(waiting.Count, Math.Max(1, slots / 8)))) Admit(waiting, free, prompts, onText);
                else if (_count == 0) return generations;
                else Step(onText);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What was computed may not be finite, and the next batch must not meet it.
            _engine.Memory.Dispose();
            throw;
        }
        finally
        {
            Array.Clear(_active);
            Array.Clear(_rows);
        }
    }

    private void Admit(Queue<Generation> waiting, int free, PromptAdmission prompts, Action<string>? onText)
    {
        using var scope = NewDisposeScope();
        int first = _count;
        while (free-- > 0 && waiting.TryDequeue(out Generation? generation)) _active[_count++] = generation;
        long start = Stopwatch.GetTimestamp();
        (Tensor logits, int[] rows) = prompts.Compute(_active.AsSpan(first, _count - first), first, waiting.Count > 0 ? waiting.Peek() : null);
        Times.Prompts += Stopwatch.GetElapsedTime(start);
        for (int i = first; i < _count; i++) _rows[i - first] = _active[i].Next(rows[i - first]);
        Take(logits, first, onText);
    }

    private void Step(Action<string>? onText)
    {
        using var scope = NewDisposeScope();
        for (int i = 0; i < _count; i++)
        {
            _tokens[i] = _active[i].Tokens[^1];
            _positions[i] = _active[i].Position;
            _rows[i] = _active[i].Next(i);
        }

        long start = Stopwatch.GetTimestamp();
        Tensor logits = _engine.Step(_tokens.AsSpan(0, _count), _positions.AsSpan(0, _count));
        Times.Steps += Stopwatch.GetElapsedTime(start);
        Take(logits, 0, onText);
    }

    /// <summary>Draws a token for each active sequence from <paramref name="first"/> on, and closes the gaps of those that ended.</summary>
    private void Take(Tensor logits, int first, Action<string>? onText)
    {
        Span<Draw> draws = _draws.AsSpan(0, _count - first);
        long start = Stopwatch.GetTimestamp();
        _sampler.Draw(logits, _rows, draws);
        Times.Sampling += Stopwatch.GetElapsedTime(start);
        for (int i = 0; i < draws.Length; i++)
        {
            string text = _active[first + i].Add(draws[i], _endTokens.Contains(draws[i].Token));
            onText?.Invoke(text);
        }

        for (int i = _count - 1; i >= first; i--)
        {
            if (_active[i].FinishReason is null) continue;
            int last = --_count;
            if (i == last) continue;
            _engine.Memory.Copy(last, i, _active[last].Position);
            _active[i] = _active[last];
        }
    }
}
