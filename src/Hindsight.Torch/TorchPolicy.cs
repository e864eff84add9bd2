using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Hindsight.Policies;
using Hindsight.Torch.Sampling;
using Hindsight.Torch.Text;
using static TorchSharp.torch;

namespace Hindsight.Torch;

/// <summary>The policy over a model in this process: batches decoded with key/value memory, each prompt computed once for all its samples.</summary>
/// <remarks>Work runs on the model's own thread, so samples always see whole updates. Dispose it before the model.</remarks>
public sealed class TorchPolicy : IPolicy, IDisposable
{
    private readonly PolicyModel _model;
    private readonly ChatTokenizer _tokenizer;
    private readonly int _maxBatch;
    private DecodeEngine? _engine;
    private BatchDecoder? _decoder;
    private long _revision = -1;

    /// <summary>A policy over a model.</summary>
    /// <param name="model">The weights; the learner moves the same.</param>
    /// <param name="tokenizer">The model's tokenizer and chat template.</param>
    /// <param name="maxBatch">The largest number of sequences that are decoded at once; more wait for a slot.</param>
    /// <exception cref="ArgumentException">The tokenizer has more tokens than the model.</exception>
    public TorchPolicy(PolicyModel model, ChatTokenizer tokenizer, int maxBatch = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatch);
        if (tokenizer.VocabularySize > model.Architecture.VocabularySize)
        {
            throw new ArgumentException($"The tokenizer has {tokenizer.VocabularySize} tokens, the model {model.Architecture.VocabularySize}.", nameof(tokenizer));
        }

        (_model, _tokenizer, _maxBatch) = (model, tokenizer, maxBatch);
    }

    /// <inheritdoc/>
    public string Version => _model.Version;

    /// <inheritdoc/>
    public int ContextLength => _model.Architecture.ContextLength;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Sample>> SampleAsync(IReadOnlyList<SampleRequest> requests, CancellationToken cancellationToken) =>
        DecodeAsync(requests, null, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SampleChunk> StreamAsync(SampleRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pieces = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        Task<IReadOnlyList<Sample>> sampling = DecodeAsync([request], text => pieces.Writer.TryWrite(text), stop.Token);
        Task closing = sampling.ContinueWith(_ => pieces.Writer.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (string text in pieces.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (text.Length > 0) yield return new SampleChunk(text, null);
            }

            yield return new SampleChunk("", (await sampling.ConfigureAwait(false))[0]);
        }
        finally
        {
            // A reader who leaves early ends the sampling too.
            await stop.CancelAsync().ConfigureAwait(false);
            await closing.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<int>> MeasureAsync(IReadOnlyList<IReadOnlyList<ChatMessage>> prompts, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<int>>(() => [.. prompts.Select(p => _tokenizer.EncodePrompt(p).Length)], cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A sequence has no prompt token, or is longer than the context.</exception>
    public Task<IReadOnlyList<float[]>> LogProbAsync(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken)
    {
        foreach (TokenSequence sequence in sequences)
        {
            if (sequence.PromptTokens.Length == 0) throw new ArgumentException("A sequence has no prompt token; expected at least one.", nameof(sequences));
            int length = sequence.PromptTokens.Length + sequence.ResponseTokens.Length;
            if (length > ContextLength) throw new ArgumentException($"A sequence has {length} tokens; the context is {ContextLength}.", nameof(sequences));
        }

        return _model.Thread.RunAsync<IReadOnlyList<float[]>>(() =>
        {
            (DecodeEngine engine, _) = Prepare();
            var scorer = new SequenceScorer(engine, _model.Model.Device);
            return [.. sequences.Chunk(_maxBatch).SelectMany(part => scorer.Score(part, cancellationToken))];
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<float[]>> ChooseAsync(IReadOnlyList<ChoiceRequest> requests, CancellationToken cancellationToken)
    {
        List<(int[] Prompt, int[] Choices)> wanted = await Task.Run(() => requests.Select(Encode).ToList(), cancellationToken).ConfigureAwait(false);
        return await _model.Thread.RunAsync<IReadOnlyList<float[]>>(() =>
        {
            (DecodeEngine engine, _) = Prepare();
            var scorer = new SequenceScorer(engine, _model.Model.Device);
            return [.. wanted.Chunk(_maxBatch).SelectMany(part => scorer.ScoreNext(part, cancellationToken))];
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Frees the memory of keys, values and packed weights; the model stays.</summary>
    public void Dispose() => _model.Thread.RunAsync(() =>
    {
        _engine?.Dispose();
        _engine = null;
        return 0;
    }).GetAwaiter().GetResult();

    private async Task<IReadOnlyList<Sample>> DecodeAsync(IReadOnlyList<SampleRequest> requests, Action<string>? onText, CancellationToken cancellationToken)
    {
        List<DecodeRequest> wanted = await Task.Run(() => Encode(requests, onText is not null), cancellationToken).ConfigureAwait(false);
        return await _model.Thread.RunAsync<IReadOnlyList<Sample>>(() =>
        {
            (_, BatchDecoder decoder) = Prepare();
            string version = Version;
            return [.. decoder.Decode(wanted, onText, cancellationToken).Select(g => Complete(g, version))];
        }, cancellationToken).ConfigureAwait(false);
    }

    private (int[] Prompt, int[] Choices) Encode(ChoiceRequest request)
    {
        int[] prompt = _tokenizer.EncodePrompt(request.Messages);
        if (prompt.Length >= ContextLength) throw new PromptTooLongException(prompt.Length, ContextLength);
        int[] choices = [.. request.Choices.Select(c => _tokenizer.EncodeText(c) is [int first, ..] ? first : throw new ArgumentException("A choice is empty; expected a word."))];
        return choices.Distinct().Count() == choices.Length ? (prompt, choices)
            : throw new ArgumentException($"The choices {string.Join(", ", request.Choices.Select(c => $"'{c}'"))} do not all begin with different tokens.");
    }

    private List<DecodeRequest> Encode(IReadOnlyList<SampleRequest> requests, bool withText)
    {
        var prompts = new Dictionary<IReadOnlyList<ChatMessage>, int[]>(new MessagesComparer());
        List<DecodeRequest> encoded = new(requests.Count);
        foreach (SampleRequest request in requests)
        {
            if (!prompts.TryGetValue(request.Messages, out int[]? prompt)) prompts.Add(request.Messages, prompt = _tokenizer.EncodePrompt(request.Messages));
            if (prompt.Length >= ContextLength) throw new PromptTooLongException(prompt.Length, ContextLength);
            ResponseText? text = null;
            if (withText || request.Options.StopStrings.Count > 0)
            {
                IncrementalDecoder decoder = _tokenizer.CreateDecoder();
                text = new ResponseText(decoder.Append, decoder.Flush, request.Options.StopStrings);
            }

            encoded.Add(new DecodeRequest(prompt, request.Options, request.Seed, Math.Min(request.Options.MaxTokens, ContextLength - prompt.Length), text));
        }

        return encoded;
    }

    /// <summary>Takes the weights anew if they moved. On the model's thread.</summary>
    private (DecodeEngine Engine, BatchDecoder Decoder) Prepare()
    {
        if (_engine is null || _decoder is null)
        {
            _engine = new DecodeEngine(_model.Architecture, _model.Model.ComputeType, _model.Model.Device);
            _decoder = new BatchDecoder(_engine, new Sampler(_model.Architecture.VocabularySize, get_num_threads()), _tokenizer.EndTokens, _maxBatch);
            _revision = -1;
        }

        long revision = _model.Revision;
        if (revision != _revision) _engine.Load(_model.Model.EffectiveWeights());
        _revision = revision;
        return (_engine, _decoder);
    }

    private Sample Complete(Generation generation, string version)
    {
        int[] tokens = [.. generation.Tokens];
        return new Sample
        {
            PromptTokens = generation.Request.Prompt,
            ResponseTokens = tokens,
            LogProbs = [.. generation.LogProbs],
            RawLogProbs = [.. generation.RawLogProbs],
            Text = generation.Request.Text?.Text ?? _tokenizer.Decode(tokens),
            FinishReason = generation.FinishReason!.Value,
            Seed = generation.Request.Seed,
            PolicyVersion = version,
        };
    }
}
