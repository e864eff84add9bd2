using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using Hindsight.Torch.Tests.Models;
using Hindsight.Torch.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Checkpoints;

public sealed class HuggingFaceFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hindsight-").FullName;
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Save_ThenOpen_GivesTheSameModelBack(bool tied)
    {
        Architecture architecture = TinyModels.Smallest with { TiedEmbeddings = tied, VocabularySize = 300, EndTokens = [1, 7], BeginToken = 0, PadToken = 1, RotaryBase = 123456.5 };
        Dictionary<string, Tensor> weights = RandomWeights(architecture);
        string folder = Save(architecture, weights);

        ModelSource opened = ModelSource.Open(folder);
        opened.Architecture.Should().BeEquivalentTo(architecture);
        Dictionary<string, Tensor> read = opened.ReadWeights();
        read.Keys.Should().BeEquivalentTo(weights.Keys);
        foreach ((string name, Tensor tensor) in read) tensor.bytes.ToArray().Should().Equal(weights[name].bytes.ToArray(), name);
        opened.LoadTokenizer().EndTokens.Should().Equal(1, 7);
        Directory.GetDirectories(_root).Should().Equal(folder);
    }

    [Fact]
    public void Save_OverAFolder_ReplacesItWhole()
    {
        string folder = Path.Combine(_root, "model");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "old.txt"), "");
        Save(TinyModels.Smallest, RandomWeights(TinyModels.Smallest));
        File.Exists(Path.Combine(folder, "old.txt")).Should().BeFalse();
    }

    [Fact]
    public void Save_ThatFails_LeavesTheOldFolderAsItWas()
    {
        string folder = Path.Combine(_root, "model");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "old.txt"), "");
        Dictionary<string, Tensor> weights = RandomWeights(TinyModels.Smallest);
        weights["odd"] = zeros(2, dtype: ScalarType.ComplexFloat32);
        Action act = () => Save(TinyModels.Smallest, weights);
        act.Should().Throw<ArgumentException>().WithMessage("*'odd'*");
        Directory.GetFiles(_root, "*", SearchOption.AllDirectories).Where(f => !f.Contains("tokenizer")).Should().Equal(Path.Combine(folder, "old.txt"));
    }

    [Fact]
    public void ReadWeights_EveryKindOfFault_NamesAllAtOnce()
    {
        Dictionary<string, Tensor> weights = RandomWeights(TinyModels.Smallest);
        weights.Remove("model.norm.weight");
        weights["model.layers.0.mlp.up_proj.weight"] = zeros(56, 31);
        weights["model.layers.1.mlp.up_proj.weight"] = full(56, 32, float.NaN);
        weights["model.layers.1.mlp.up_proj.weight"][0, 0] = 1;
        weights["model.layers.2.mlp.up_proj.weight"] = zeros(56, 32);
        weights["model.layers.0.self_attn.q_proj.weight"] = zeros([32, 32], ScalarType.Int64);
        string folder = Save(TinyModels.Smallest, weights);
        Action act = () => ModelSource.Open(folder).ReadWeights();
        act.Should().Throw<ModelFileException>().Which.Faults.Should().BeEquivalentTo(
            "tensor 'model.norm.weight' is missing; expected [32].",
            "tensor 'model.layers.0.mlp.up_proj.weight': found [56, 31]; expected [56, 32].",
            "tensor 'model.layers.1.mlp.up_proj.weight': 1791 of 1792 values are not finite.",
            "tensor 'model.layers.2.mlp.up_proj.weight' [56, 32] is not part of the architecture.",
            "tensor 'model.layers.0.self_attn.q_proj.weight': found Int64; expected floating point.");
    }

    [Fact]
    public void ReadWeights_TiedHeadStoredTwice_IsFineWhereItIsTheSame()
    {
        Dictionary<string, Tensor> weights = RandomWeights(TinyModels.Smallest);
        weights["lm_head.weight"] = weights["model.embed_tokens.weight"].clone();
        ModelSource.Open(Save(TinyModels.Smallest, weights)).ReadWeights().Should().NotContainKey("lm_head.weight");
        weights["lm_head.weight"][3, 3] = 9;
        Action act = () => ModelSource.Open(Save(TinyModels.Smallest, weights)).ReadWeights();
        act.Should().Throw<ModelFileException>().WithMessage("*lm_head.weight*tied*");
    }

    [Fact]
    public void LoadTokenizer_OfALargerVocabularyThanTheModels_IsRefused()
    {
        ModelSource model = ModelSource.Open(Save(TinyModels.Smallest, RandomWeights(TinyModels.Smallest)));
        model.Invoking(m => m.LoadTokenizer()).Should().Throw<ModelFileException>().WithMessage("*the tokenizer has ids up to 257; the model's vocabulary has 48 tokens.");
    }

    [Fact]
    public void ReadWeights_LeavesNoTensorsBehind()
    {
        string folder = Save(TinyModels.Smallest, RandomWeights(TinyModels.Smallest));
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NewDisposeScope()) ModelSource.Open(folder).ReadWeights();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    }

    private string Save(Architecture architecture, Dictionary<string, Tensor> weights)
    {
        string tokenizer = Path.Combine(_root, "tokenizer");
        BpeTrainer.Train(["a"], new BpeTrainerOptions { VocabularySize = 258, SpecialTokens = ["<|start|>", "<|end|>"], EndToken = "<|end|>", ChatTemplate = "{{ messages }}" }, tokenizer);
        string folder = Path.Combine(_root, "model");
        ChatTokenizer loaded = ChatTokenizer.Load(tokenizer);
        HuggingFaceFolder.Save(folder, architecture, weights, loaded);
        Directory.Delete(tokenizer, recursive: true);
        return folder;
    }

    private static Dictionary<string, Tensor> RandomWeights(Architecture architecture)
    {
        using var generator = new Generator(5);
        return ParameterLayout.Llama(architecture).Slots.ToDictionary(s => s.Name, s => randn(s.Shape, dtype: ScalarType.Float32, generator: generator).to(ScalarType.BFloat16));
    }
}
