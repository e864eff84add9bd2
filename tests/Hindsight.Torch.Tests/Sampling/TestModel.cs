using Hindsight.Torch.Models;
using Hindsight.Torch.Sampling;
using Hindsight.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Sampling;

/// <summary>A model with everything that decodes it.</summary>
internal sealed class TestModel : IDisposable
{
    public static readonly Architecture Small = new()
    {
        VocabularySize = 61, HiddenSize = 48, IntermediateSize = 80, Layers = 3, Heads = 6, KeyValueHeads = 2, HeadDimension = 8, ContextLength = 128,
        NormEpsilon = 1e-5, RotaryBase = 10000, TiedEmbeddings = true, EndTokens = [0],
    };

    /// <summary>Takes a model over.</summary>
    public TestModel(CausalLanguageModel model, int chunkRows = 1024)
    {
        Model = model;
        Engine = new DecodeEngine(model.Architecture, model.ComputeType, model.Device) { ChunkRows = chunkRows };
        Engine.Load(Model.EffectiveWeights());
    }

    /// <summary>A small model whose weights are large enough for a lively distribution.</summary>
    public TestModel(ScalarType dtype = ScalarType.Float32, int chunkRows = 1024) : this(CreateSmall(dtype), chunkRows)
    {
    }

    public CausalLanguageModel Model { get; }

    public DecodeEngine Engine { get; }

    public BatchDecoder Decoder(int maxBatch = 64, IReadOnlyList<int>? endTokens = null) =>
        new(Engine, new Sampler(Model.Architecture.VocabularySize, 2), endTokens ?? Model.Architecture.EndTokens, maxBatch);

    /// <summary>The log-probs of all tokens after each but the last, <c>[T − 1, V]</c>, by the learner's forward pass over the whole sequence.</summary>
    public Tensor Distributions(IReadOnlyList<int> tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        using var _ = no_grad();
        var builder = new PackedBatchBuilder();
        builder.AddSequence([.. tokens], [false, .. Enumerable.Repeat(true, tokens.Count - 1)]);
        using PackedBatch batch = builder.Build(CPU, Model.ComputeType);
        using DecoderPass pass = Model.Forward(batch, keep: false);
        return nn.functional.linear(pass.Hidden, Model.Weights.Head).to(ScalarType.Float32).log_softmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>The log-prob of every token but the first, by the learner's forward pass.</summary>
    public float[] LogProbs(IReadOnlyList<int> tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor distributions = Distributions(tokens);
        return [.. Enumerable.Range(1, tokens.Count - 1).Select(i => distributions[i - 1, tokens[i]].item<float>())];
    }

    public void Dispose()
    {
        Engine.Dispose();
        Model.Dispose();
    }

    private static CausalLanguageModel CreateSmall(ScalarType dtype)
    {
        using DisposeScope scope = NewDisposeScope();
        using var _ = no_grad();
        Dictionary<string, Tensor> tensors = ParameterLayout.Llama(Small).Slots.ToDictionary(s => s.Name, s =>
        {
            using var generator = new Generator(Seeds.Derive(1, "test", taskId: s.Name));
            Tensor noise = randn(s.Shape, dtype: ScalarType.Float32, generator: generator);
            return s.Shape.Length == 1 ? 1 + 0.1 * noise : 0.15 * noise;
        });
        return CausalLanguageModel.Load(Small, tensors, CPU, dtype);
    }
}
