using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

/// <summary>A policy and learner whose whole state is one number: the chance of each good word. Tokens are the text's bytes.</summary>
internal sealed class WordPolicy : IPolicy, ILearner
{
    public static readonly string[] Words = ["alpha", "beta", "gamma"];

    public double Chance { get; private set; } = 0.3;

    public int Updates { get; private set; }

    public string Version => $"v{Updates}";

    public int ContextLength { get; init; } = 4096;

    public List<LearningBatch> Batches { get; } = [];

    public List<SampleRequest> Requests { get; } = [];

    /// <summary>Thrown by the update with this number, counted from 1.</summary>
    public int NonFiniteAt { get; init; }

    /// <summary>Thrown where a checkpoint is saved.</summary>
    public Exception? SaveFailure { get; init; }

    /// <summary>The update with this number, counted from 1, leaves no chance of any good word.</summary>
    public int ForgetsAt { get; init; }

    public Task<IReadOnlyList<Sample>> SampleAsync(IReadOnlyList<SampleRequest> requests, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.AddRange(requests);
        return Task.FromResult<IReadOnlyList<Sample>>([.. requests.Select(Draw)]);
    }

    public Task<IReadOnlyList<int>> MeasureAsync(IReadOnlyList<IReadOnlyList<ChatMessage>> prompts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<int>>([.. prompts.Select(p => Tokens(p).Length)]);

    public async IAsyncEnumerable<SampleChunk> StreamAsync(SampleRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return new SampleChunk("", Draw(request));
    }

    public Task<IReadOnlyList<float[]>> ChooseAsync(IReadOnlyList<ChoiceRequest> requests, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<float[]>> LogProbAsync(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<float[]>>([.. sequences.Select(s => new float[s.ResponseTokens.Length])]);

    public Task<LearningReport> UpdateAsync(LearningBatch batch, CancellationToken cancellationToken)
    {
        if (Updates + 1 == NonFiniteAt) throw new NonFiniteException("The loss of mini-batch 1");
        Batches.Add(batch);
        Updates++;
        Chance = Math.Min(0.95, Chance + 0.01 * batch.MiniBatches.Sum(m => m.Where(s => s.Advantage > 0).Sum(s => s.Advantage)));
        if (Updates == ForgetsAt) Chance = 0;
        return Task.FromResult(Reports.Learning with { PolicyVersion = Version });
    }

    public Task SaveAsync(string folder, CancellationToken cancellationToken) => SaveFailure is not null ? Task.FromException(SaveFailure) :
        File.WriteAllTextAsync(Path.Combine(folder, "chance"), string.Create(CultureInfo.InvariantCulture, $"{Chance:R} {Updates}"), cancellationToken);

    public async Task LoadAsync(string folder, CancellationToken cancellationToken)
    {
        string[] parts = (await File.ReadAllTextAsync(Path.Combine(folder, "chance"), cancellationToken)).Split(' ');
        (Chance, Updates) = (double.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public Task ExportAsync(string folder, CancellationToken cancellationToken) => SaveAsync(folder, cancellationToken);

    private static int[] Tokens(IReadOnlyList<ChatMessage> messages) => [.. Encoding.UTF8.GetBytes(string.Concat(messages.Select(m => m.Content))).Select(b => (int)b)];

    // A revision keeps its draft's words (they stand in the prompt) and adds its own.
    private Sample Draw(SampleRequest request)
    {
        var stream = new RandomStream(request.Seed);
        string prompt = string.Concat(request.Messages.Select(m => m.Content));
        List<string> words = [];
        foreach (string word in Words)
        {
            if (stream.NextDouble() < Chance || prompt.Contains(word, StringComparison.Ordinal)) words.Add(word);
        }

        string text = words.Count == 0 ? "nothing" : string.Join(' ', words);
        int[] response = [.. Encoding.UTF8.GetBytes(text).Select(b => (int)b)];
        return new Sample
        {
            PromptTokens = Tokens(request.Messages), ResponseTokens = response, LogProbs = [.. response.Select(_ => -0.4f)], RawLogProbs = [.. response.Select(_ => -0.5f)],
            Text = text, FinishReason = FinishReason.EndOfSequence, Seed = request.Seed, PolicyVersion = Version,
        };
    }
}
