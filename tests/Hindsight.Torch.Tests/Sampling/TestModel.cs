using Hindsight.Torch.Models;
using Hindsight.Torch.Sampling;
using Hindsight.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Sampling;

/// <summary>A small model whose weights are large enough for a lively distribution, with everything that decodes it.</summary>
internal sealed class TestModel : IDisposable
{
    public static readonly Architecture Architecture = new()
    {
        VocabularySize = 61, HiddenSize = 48, IntermediateSize = 80, Layers = 3, Heads = 6, KeyValueHeads = 2, HeadDimension = 8, ContextLength = 128,
        NormEpsilon = 1e-5, RotaryBase = 10000, TiedEmbeddings = true, EndTokens = [0],
    };

    public TestModel(ScalarType dtype = ScalarType.Float32, int chunkRows = 1024)
    {
        using DisposeScope scope = NewDisposeScope();
        using var _ = no_grad();
        Dictionary<string, Tensor> tensors = ParameterLayout.Llama(Architecture).Slots.ToDictionary(s => s.Name, s =>
        {
            using var generator = new Generator(Seeds.Derive(1, "test", taskId: s.Name));
            Tensor noise = randn(s.Shape, dtype: ScalarType.Float32, generator: generator);
            return s.Shape.Length == 1 ? 1 + 0.1 * noise : 0.15 * noise;
        });
        Model = CausalLanguageModel.Load(Architecture, tensors, CPU, dtype);
        Engine = new DecodeEngine(Architecture, dtype, CPU) { ChunkRows = chunkRows };
        Engine.Load(Model.EffectiveWeights());
    }

    public CausalLanguageModel Model { get; }

    public DecodeEngine Engine { get; }

    public BatchDecoder Decoder(int maxBatch = 64) => new(Engine, new Sampler(Architecture.VocabularySize, 2), Architecture.EndTokens, maxBatch);

    /// <summary>The log-prob of every token but the first, by the learner's forward pass over the whole sequence.</summary>
    public float[] LogProbs(IReadOnlyList<int> tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        using var _ = no_grad();
        var builder = new PackedBatchBuilder();
        builder.AddSequence([.. tokens], [false, .. Enumerable.Repeat(true, tokens.Count - 1)]);
        using PackedBatch batch = builder.Build(CPU, Model.ComputeType);
        using DecoderPass pass = Model.Forward(batch, keep: false);
        Tensor logProbs = nn.functional.linear(pass.Hidden, Model.Weights.Head).to(ScalarType.Float32).log_softmax(1);
        return [.. Enumerable.Range(1, tokens.Count - 1).Select(i => logProbs[i - 1, tokens[i]].item<float>())];
    }

    public void Dispose()
    {
        Engine.Dispose();
        Model.Dispose();
    }
}
