using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;

namespace Hindsight.Torch.Tests.Checkpoints;

public sealed class LlamaConfigTests : IDisposable
{
    private const string Sizes = """
        "vocab_size": 100, "hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 4
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("hindsight-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Open_MissingKeys_TakeTheFamilysDefaults()
    {
        Architecture read = Open($$"""{"model_type": "llama", {{Sizes}}}""");
        read.Should().BeEquivalentTo(new Architecture
        {
            VocabularySize = 100, HiddenSize = 64, IntermediateSize = 96, Layers = 2, Heads = 4, KeyValueHeads = 4, HeadDimension = 16, ContextLength = 2048,
            NormEpsilon = 1e-6, RotaryBase = 10000, TiedEmbeddings = false, EndTokens = [],
        });
    }

    [Theory]
    [InlineData("\"rope_theta\": 5e5, \"rope_scaling\": null")]
    [InlineData("\"rope_parameters\": {\"rope_theta\": 500000.0, \"rope_type\": \"default\"}")]
    [InlineData("\"rope_theta\": 500000, \"rope_scaling\": {\"type\": \"default\"}")]
    public void Open_EitherStyleOfRotaryEmbedding_GivesItsBase(string rotary)
    {
        Open($$"""{"model_type": "llama", {{Sizes}}, {{rotary}}}""").RotaryBase.Should().Be(500000);
    }

    [Fact]
    public void Open_EndTokens_ComeFromTheGenerationConfigurationFirst()
    {
        File.WriteAllText(Path.Combine(_root, "generation_config.json"), """{"eos_token_id": [7, 8]}""");
        Open($$"""{"model_type": "llama", {{Sizes}}, "eos_token_id": 2}""").EndTokens.Should().Equal(7, 8);
        File.Delete(Path.Combine(_root, "generation_config.json"));
        Open($$"""{"model_type": "llama", {{Sizes}}, "eos_token_id": 2}""").EndTokens.Should().Equal(2);
    }

    [Fact]
    public void Open_UnknownArchitecture_NamesItAndWhatIsSupported()
    {
        Faults("""{"model_type": "mamba", "architectures": ["MambaForCausalLM"]}""").Should().Equal(
            "model_type is 'mamba'; expected llama, the one architecture that is supported.",
            "architectures is [\"MambaForCausalLM\"]; expected LlamaForCausalLM.");
        Faults("{}").Should().Equal("model_type is missing; expected llama, the one architecture that is supported.");
    }

    [Fact]
    public void Open_EverythingThatIsNotSupported_IsNamedAtOnce()
    {
        Faults($$"""
            {"model_type": "llama", {{Sizes}}, "attention_bias": true, "mlp_bias": true, "hidden_act": "gelu", "quantization_config": {"bits": 4}, "partial_rotary_factor": 0.5,
             "rope_scaling": {"rope_type": "llama3", "factor": 8.0} }
            """).Should().Equal(
            "attention_bias is true; expected false, projections have no biases.",
            "mlp_bias is true; expected false, projections have no biases.",
            "hidden_act is 'gelu'; expected silu.",
            "quantization_config is set; expected plain floating-point weights.",
            "partial_rotary_factor is 0.5; expected 1.",
            "rope_scaling is {\"rope_type\": \"llama3\", \"factor\": 8.0}; expected the type default, no scaling is supported.");
    }

    [Fact]
    public void Open_ScalingInTheNewStyle_IsRefused()
    {
        Faults($$"""{"model_type": "llama", {{Sizes}}, "rope_parameters": {"rope_theta": 1e4, "rope_type": "yarn", "factor": 4} }""").Should().ContainSingle().Which.Should().Contain("yarn");
    }

    [Fact]
    public void Open_NonsenseSizes_AreNamedAtOnce()
    {
        Faults("""
            {"model_type": "llama", "vocab_size": -1, "hidden_size": "big", "intermediate_size": 1.5, "num_hidden_layers": 99999999, "num_attention_heads": 4, "num_key_value_heads": 3,
             "head_dim": 15, "rms_norm_eps": 0, "rope_theta": "x", "bos_token_id": -3}
            """).Should().BeEquivalentTo(
            "vocab_size is -1; expected a whole number from 1 to 10000000.",
            "hidden_size is \"big\"; expected a whole number from 1 to 10000000.",
            "intermediate_size is 1.5; expected a whole number from 1 to 10000000.",
            "num_hidden_layers is 99999999; expected a whole number from 1 to 4096.",
            "num_key_value_heads is 3; expected a divisor of num_attention_heads, 4.",
            "head_dim is 15; expected an even number.",
            "rms_norm_eps is 0; expected a number above 0.",
            "rope_theta is \"x\"; expected a number above 0.",
            "bos_token_id is -3; expected a token id below vocab_size, 0.");
    }

    [Theory]
    [InlineData("{", "*config.json*not valid JSON*line 1*")]
    [InlineData("[]", "*config.json*is JSON of kind Array; expected an object*")]
    public void Open_NoJson_NamesTheFile(string text, string message)
    {
        ((Action)(() => Open(text))).Should().Throw<ModelFileException>().WithMessage(message);
    }

    [Fact]
    public void Open_NoConfig_NamesTheFile()
    {
        ((Action)(() => ModelSource.Open(_root))).Should().Throw<ModelFileException>().WithMessage("*config.json*missing*");
        ((Action)(() => ModelSource.Open(Path.Combine(_root, "none")))).Should().Throw<ModelFileException>().WithMessage("*none*no such folder or file*");
    }

    private IReadOnlyList<string> Faults(string config) => ((Action)(() => Open(config))).Should().Throw<ModelFileException>().Which.Faults;

    private Architecture Open(string config)
    {
        File.WriteAllText(Path.Combine(_root, "config.json"), config);
        return ModelSource.Open(_root).Architecture;
    }
}
