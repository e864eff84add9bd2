using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using Hindsight.Torch.Tests.Models;
using Hindsight.Torch.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Checkpoints;

public sealed class PeftFolderTests : IDisposable
{
    private static readonly Architecture Shape = TinyModels.Smallest with { VocabularySize = 258 };
    private static readonly LoraOptions Options = new() { Enabled = true, Rank = 4, Alpha = 12, Targets = ["v_proj", "q_proj", "down_proj"] };
    private readonly string _root = Directory.CreateTempSubdirectory("hindsight-").FullName;
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void Save_ThenOpen_GivesAdapterAndBaseBack()
    {
        Dictionary<string, Tensor> adapter = SaveAll();
        ModelSource opened = ModelSource.Open(Path.Combine(_root, "adapter"));
        opened.Architecture.Should().BeEquivalentTo(Shape);
        opened.BasePath.Should().Be(Path.Combine(_root, "base"));
        opened.Lora.Should().BeEquivalentTo(Options);
        opened.ReadWeights().Should().HaveCount(ParameterLayout.Llama(Shape).Slots.Count);
        Dictionary<string, Tensor> read = opened.ReadAdapter();
        read.Keys.Should().BeEquivalentTo(adapter.Keys).And.Contain("base_model.model.model.layers.1.mlp.down_proj.lora_B.weight");
        foreach ((string name, Tensor tensor) in read) tensor.data<float>().ToArray().Should().Equal(adapter[name].data<float>().ToArray(), name);
        opened.LoadTokenizer().EndTokens.Should().Equal(2, 1);
        ChatTokenizer.Load(opened.Path).EndTokens.Should().Equal(2, 1);
    }

    [Fact]
    public void Open_BaseNamedRelativeToTheAdapter_IsFound()
    {
        SaveAll(baseModel: "../base");
        ModelSource.Open(Path.Combine(_root, "adapter")).ReadWeights().Should().NotBeEmpty();
    }

    [Fact]
    public void Open_BaseThatIsNotThere_IsNamed()
    {
        SaveAll();
        Directory.Delete(Path.Combine(_root, "base"), recursive: true);
        Opening().Should().Throw<ModelFileException>().WithMessage("*adapter_config.json*base_model_name_or_path is '*base'; there is no such folder or file*");
    }

    [Fact]
    public void ReadAdapter_MissingMisshapenLeftOverAndNotFinite_AreNamedAtOnce()
    {
        Dictionary<string, Tensor> adapter = SaveAll();
        adapter.Remove("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight");
        adapter["base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight"] = zeros(32, 5);
        adapter["base_model.model.model.layers.0.self_attn.o_proj.lora_B.weight"] = zeros(32, 4);
        adapter["base_model.model.model.layers.1.self_attn.v_proj.lora_B.weight"].fill_(float.PositiveInfinity);
        SafeTensorsFile.Write(Path.Combine(_root, "adapter", "adapter_model.safetensors"), adapter);
        ((Action)(() => ModelSource.Open(Path.Combine(_root, "adapter")).ReadAdapter())).Should().Throw<ModelFileException>().WithMessage("*adapter_model.safetensors*").Which.Faults.Should().BeEquivalentTo(
            "tensor 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight' is missing; expected [4, 32].",
            "tensor 'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight': found [32, 5]; expected [32, 4].",
            "tensor 'base_model.model.model.layers.0.self_attn.o_proj.lora_B.weight' [32, 4] is not part of the architecture.",
            "tensor 'base_model.model.model.layers.1.self_attn.v_proj.lora_B.weight': 64 of 64 values are not finite.");
    }

    [Fact]
    public void Open_EverythingThatIsNotSupported_IsNamedAtOnce()
    {
        SaveAll();
        Write("""
            {"peft_type": "LORA", "base_model_name_or_path": "../base", "r": 4, "lora_alpha": 8, "target_modules": ["q_proj"], "use_dora": true, "modules_to_save": ["lm_head"],
             "rank_pattern": {"q_proj": 8}, "alpha_pattern": {}, "bias": "all", "use_rslora": false, "lora_dropout": 0.1}
            """);
        Opening().Should().Throw<ModelFileException>().Which.Faults.Should().Equal(
            "use_dora is true; it is not supported.", "modules_to_save is [\"lm_head\"]; it is not supported.", "rank_pattern is {\"q_proj\": 8}; it is not supported.", "bias is \"all\"; expected \"none\".");
    }

    [Fact]
    public void Open_Nonsense_IsNamedAtOnce()
    {
        SaveAll();
        Write("""{"peft_type": "IA3", "r": 0, "lora_alpha": "x", "target_modules": ["lm_head"]}""");
        Opening().Should().Throw<ModelFileException>().Which.Faults.Should().Equal(
            "peft_type is \"IA3\"; expected \"LORA\".",
            "r is 0; expected a whole number from 1 to 4096.",
            "lora_alpha is \"x\"; expected a number.",
            "target_modules is [\"lm_head\"]; expected a list of q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj.",
            "base_model_name_or_path is missing; expected the base model's folder.");
    }

    [Fact]
    public void Open_AdapterOnAnAdapter_IsRefused()
    {
        SaveAll();
        Write("""{"peft_type": "LORA", "base_model_name_or_path": ".", "r": 4, "lora_alpha": 8, "target_modules": ["q_proj"]}""");
        Opening().Should().Throw<ModelFileException>().WithMessage("*an adapter itself*");
    }

    [Fact]
    public void Open_RankStabilisedScale_BecomesTheSameAlpha()
    {
        SaveAll();
        Write("""{"peft_type": "LORA", "base_model_name_or_path": "../base", "r": 16, "lora_alpha": 8, "target_modules": "all-linear", "use_rslora": true}""");
        LoraOptions lora = ModelSource.Open(Path.Combine(_root, "adapter")).Lora!;
        (lora.Alpha / lora.Rank).Should().Be(8 / Math.Sqrt(16));
        lora.Targets.Should().HaveCount(7);
    }

    private Action Opening() => () => ModelSource.Open(Path.Combine(_root, "adapter"));

    private void Write(string config) => File.WriteAllText(Path.Combine(_root, "adapter", "adapter_config.json"), config);

    private Dictionary<string, Tensor> SaveAll(string? baseModel = null)
    {
        using var generator = new Generator(5);
        string tokenizer = Path.Combine(_root, "tokenizer");
        BpeTrainer.Train(["a"], new BpeTrainerOptions { VocabularySize = 258, SpecialTokens = ["<|start|>", "<|end|>"], EndToken = "<|end|>", ChatTemplate = "{{ messages }}" }, tokenizer);
        ChatTokenizer loaded = ChatTokenizer.Load(tokenizer);
        HuggingFaceFolder.Save(Path.Combine(_root, "base"), Shape, Random(ParameterLayout.Llama(Shape)), loaded);
        Dictionary<string, Tensor> adapter = Random(LowRankAdapters.Layout(Shape, Options));
        PeftFolder.Save(Path.Combine(_root, "adapter"), Options, baseModel ?? Path.Combine(_root, "base"), adapter, loaded);
        return adapter;

        Dictionary<string, Tensor> Random(ParameterLayout layout) => layout.Slots.ToDictionary(s => s.Name, s => randn(s.Shape, dtype: ScalarType.Float32, generator: generator));
    }
}
