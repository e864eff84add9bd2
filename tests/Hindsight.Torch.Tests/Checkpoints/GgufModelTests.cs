using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using Hindsight.Torch.Tests.Models;
using Hindsight.Torch.Text;
using Hindsight.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Checkpoints;

public sealed class GgufModelTests : IDisposable
{
    private static readonly Architecture Shape = TinyModels.Smallest with { VocabularySize = 259, EndTokens = [258], BeginToken = 257 };
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("hindsight-").FullName, "model.gguf");
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    [Theory]
    [InlineData(2u)]
    [InlineData(3u)]
    public void Open_PlainModel_GivesArchitectureTokenizerAndWeightsWithRowsPutBack(uint version)
    {
        (GgufBuilder file, Dictionary<string, Tensor> weights) = Model();
        file.Version = version;
        ModelSource model = Open(file);
        model.Architecture.Should().BeEquivalentTo(Shape);
        Dictionary<string, Tensor> read = model.ReadWeights();
        read.Keys.Should().BeEquivalentTo(weights.Keys);
        foreach ((string name, Tensor tensor) in read) tensor.data<float>().ToArray().Should().Equal(weights[name].data<float>().ToArray(), name);
        ChatTokenizer tokenizer = model.LoadTokenizer();
        tokenizer.EndTokens.Should().Equal(258);
        tokenizer.Decode(tokenizer.EncodeText("Grüße")).Should().Be("Grüße");
    }

    [Fact]
    public void Open_TruncatedAnywhere_SaysSoAndNamesTheFile()
    {
        byte[] bytes = Model().File.Build();
        int description = bytes.Length - (int)Shape.ParameterCount * 4;
        for (int length = 0; length < bytes.Length; length += length < description ? 13 : 4001)
        {
            File.WriteAllBytes(_path, bytes[..length]);
            Action act = () => ModelSource.Open(_path);
            act.Should().Throw<ModelFileException>().WithMessage($"'{_path}'*truncated*", $"{length} of {bytes.Length} bytes");
        }
    }

    [Fact]
    public void Open_DamagedBytes_NeverFailsOtherwise()
    {
        byte[] bytes = Model().File.Build();
        int description = bytes.Length - (int)Shape.ParameterCount * 4;
        var random = new RandomStream(11);
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = [.. bytes];
            for (int n = 0; n <= random.NextInt(3); n++) damaged[random.NextInt(i % 2 == 0 ? 200 : description)] = (byte)random.NextInt(256);
            File.WriteAllBytes(_path, damaged);
            try
            {
                ModelSource model = ModelSource.Open(_path);
                model.LoadTokenizer();
            }
            catch (ModelFileException e)
            {
                e.Path.Should().Be(_path);
            }
        }
    }

    [Fact]
    public void Open_AnotherFileOrVersion_SaysWhatWasFound()
    {
        Fault(f => f.Magic = 0x04034b50).Should().Be("the file begins with 0x04034B50; expected 0x46554747, 'GGUF'.");
        Fault(f => f.Version = 1).Should().Be("found GGUF version 1; expected 2 or 3.");
        Fault(f => f.Version = 0x03000000).Should().Contain("big-endian");
    }

    [Fact]
    public void Open_TensorsThatCannotBe_AreNamedAtOnce()
    {
        Faults(f => f
            .Tensor("k", [1, 256], 12, new byte[144])
            .Tensor("odd", [2, 31], 8, new byte[66])
            .Tensor("token_embd.weight", [1], 0, new byte[4])
            .Tensor("huge", [long.MaxValue, long.MaxValue], 0, [])).Should().Equal(
            "tensor 'k' is of type Q4_K; expected one of F32, F16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, BF16.",
            "tensor 'odd': rows of 31 values are no whole blocks of 32, as Q8_0 has them.",
            "tensor 'token_embd.weight' occurs twice.",
            "tensor 'huge': the shape [9223372036854775807, 9223372036854775807] is no shape.");
    }

    [Fact]
    public void Open_OverlappingOrCrookedOffsets_AreRefused()
    {
        Faults(f => f.Offset = (name, offset) => name == "output_norm.weight" ? offset - 64 : offset).Should().ContainSingle().Which.Should().Contain("inside of the tensor before");
        Faults(f => f.Offset = (name, offset) => name == "output_norm.weight" ? offset + 8 : offset).Should().Contain(m => m.Contains("no multiple of the alignment 32"));
    }

    [Fact]
    public void Open_MetadataThatIsNotSupported_IsNamedAtOnce()
    {
        Faults(f => f.Set("llama.rope.scaling.type", "yarn").Set("llama.expert_count", 4u).Set("llama.rope.dimension_count", 4u).Set("llama.attention.head_count_kv", 3u).Remove("llama.block_count"))
            .Should().BeEquivalentTo(
            "llama.attention.head_count_kv is 3; expected a divisor of llama.attention.head_count, 4.",
            "llama.rope.dimension_count is 4; expected 8, all of a head.",
            "llama.rope.scaling.type is 'yarn'; expected none, no scaling is supported.",
            "llama.expert_count is set; expected a model without experts.",
            "'llama.block_count' is missing; expected a whole number from 1 to 4096.");
    }

    [Fact]
    public void Open_AnotherArchitecture_NamesIt()
    {
        Fault(f => f.Set("general.architecture", "qwen2")).Should().Be("general.architecture is 'qwen2'; expected llama, the one architecture that is supported.");
    }

    [Fact]
    public void ReadWeights_MissingMisshapenAndNotFinite_AreNamedAtOnce()
    {
        (GgufBuilder file, _) = Model(skip: ["blk.0.attn_q.weight", "output_norm.weight", "blk.1.ffn_norm.weight"]);
        file.Tensor("output_norm.weight", [31], 0, new byte[124]).Tensor("blk.1.ffn_norm.weight", [32], 0, [.. Enumerable.Range(0, 32).SelectMany(_ => BitConverter.GetBytes(float.NaN))]);
        file.Tensor("blk.0.attn_q.bias", [32], 0, new byte[128]);
        Action act = () => Open(file).ReadWeights();
        act.Should().Throw<ModelFileException>().Which.Faults.Should().BeEquivalentTo(
            "tensor 'model.layers.0.self_attn.q_proj.weight' is missing; expected [32, 32].",
            "tensor 'model.norm.weight': found [31]; expected [32].",
            "tensor 'model.layers.1.post_attention_layernorm.weight': 32 of 32 values are not finite.",
            "tensor 'blk.0.attn_q.bias' [32] is not part of the architecture.");
    }

    [Fact]
    public void LoadTokenizer_BrokenParts_AreNamed()
    {
        TokenizerFaults(f => f.Set("tokenizer.ggml.model", "llama")).Should().Equal("tokenizer.ggml.model is 'llama'; expected gpt2, a byte-level BPE.");
        TokenizerFaults(f => f.Set("tokenizer.ggml.pre", "tekken")).Should().Equal("tokenizer.ggml.pre is 'tekken'; expected smollm, llama-bpe, qwen2, gpt-2 or default.");
        TokenizerFaults(f => f.Set("tokenizer.ggml.merges", new[] { "a b", "xx y", "a" })).Should().Equal(
            "tokenizer.ggml.merges[0]: 'ab' is not in the vocabulary.", "tokenizer.ggml.merges[1]: 'xx' is not in the vocabulary.", "tokenizer.ggml.merges[2] is 'a'; expected two tokens.");
        TokenizerFaults(f => f.Set("tokenizer.ggml.token_type", new[] { 1, 2 })).Should().Equal("tokenizer.ggml.token_type has 2 items; expected 259, one for each token.");
        TokenizerFaults(f => f.Set("tokenizer.chat_template", "{% if %}")).Should().ContainSingle().Which.Should().Contain("line 1, column 7");
    }

    private IReadOnlyList<string> TokenizerFaults(Action<GgufBuilder> change)
    {
        GgufBuilder file = Model().File;
        change(file);
        File.WriteAllBytes(_path, file.Build());
        return ((Action)(() => ChatTokenizer.Load(_path))).Should().Throw<ModelFileException>().Which.Faults;
    }

    private string Fault(Action<GgufBuilder> change) => Faults(change).Should().ContainSingle().Which;

    private IReadOnlyList<string> Faults(Action<GgufBuilder> change)
    {
        GgufBuilder file = Model().File;
        change(file);
        return ((Action)(() => Open(file))).Should().Throw<ModelFileException>().Which.Faults;
    }

    private ModelSource Open(GgufBuilder file)
    {
        File.WriteAllBytes(_path, file.Build());
        return ModelSource.Open(_path);
    }

    private static (GgufBuilder File, Dictionary<string, Tensor> Weights) Model(params string[] skip)
    {
        using var generator = new Generator(3);
        Dictionary<string, Tensor> weights = ParameterLayout.Llama(Shape).Slots.ToDictionary(s => s.Name, s => randn(s.Shape, dtype: ScalarType.Float32, generator: generator));
        string[] tokens = [.. Enumerable.Range(0, 256).Select(b => ByteLevel.ToCharacter((byte)b).ToString()), "<unk>", "<s>", "</s>"];
        GgufBuilder file = new GgufBuilder()
            .Set("general.architecture", "llama").Set("llama.block_count", (uint)Shape.Layers).Set("llama.context_length", (uint)Shape.ContextLength)
            .Set("llama.embedding_length", (uint)Shape.HiddenSize).Set("llama.feed_forward_length", (ulong)Shape.IntermediateSize)
            .Set("llama.attention.head_count", (uint)Shape.Heads).Set("llama.attention.head_count_kv", (uint)Shape.KeyValueHeads)
            .Set("llama.attention.layer_norm_rms_epsilon", 1e-5f).Set("llama.rope.freq_base", 10000f).Set("tokenizer.ggml.model", "gpt2").Set("tokenizer.ggml.pre", "smollm")
            .Set("tokenizer.ggml.tokens", tokens).Set("tokenizer.ggml.token_type", (int[])[.. Enumerable.Repeat(1, 256), 2, 3, 3])
            .Set("tokenizer.ggml.bos_token_id", 257u).Set("tokenizer.ggml.eos_token_id", 258u).Set("tokenizer.ggml.add_bos_token", false);
        foreach ((string name, Tensor weight) in weights)
        {
            string stored = Stored(name);
            Tensor rows = name.Contains("q_proj") ? InPairs(weight, Shape.Heads) : name.Contains("k_proj") ? InPairs(weight, Shape.KeyValueHeads) : weight;
            if (!skip.Contains(stored)) file.Tensor(stored, weight.shape, 0, rows.bytes.ToArray());
        }

        return (file, weights);
    }

    /// <summary>llama.cpp's order: row i of a head's first half beside row i of its second.</summary>
    private static Tensor InPairs(Tensor weight, int heads) => weight.view(heads, 2, -1, weight.shape[1]).transpose(1, 2).contiguous();

    private static string Stored(string name) => name
        .Replace("model.embed_tokens", "token_embd").Replace("model.norm", "output_norm").Replace("model.layers", "blk").Replace("post_attention_layernorm", "ffn_norm")
        .Replace("input_layernorm", "attn_norm").Replace("self_attn.o_proj", "attn_output").Replace("self_attn.", "attn_").Replace("mlp.", "ffn_").Replace("_proj", "");
}
