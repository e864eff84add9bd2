using Hindsight.Torch;
using Hindsight.Torch.Models;
using Hindsight.Torch.Text;

namespace Hindsight.Worker.Tests.Training;

/// <summary>A model with random weights, small enough that a training step takes a moment; one folder for all tests.</summary>
public sealed class TinyPolicy : IAsyncLifetime
{
    private const string Template =
        "{%- for m in messages -%}{{- '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>' + '\n' -}}{%- endfor -%}{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\n' -}}{%- endif -%}";

    private readonly string _folder = Directory.CreateTempSubdirectory("hindsight-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "model");

    public async Task InitializeAsync()
    {
        string tokenizerFolder = System.IO.Path.Combine(_folder, "tokenizer");
        BpeTrainer.Train(["Dear customer, your order is on its way. We are sorry."], new BpeTrainerOptions
        {
            VocabularySize = 280, SpecialTokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"], EndToken = "<|im_end|>", PadToken = "<|endoftext|>", ChatTemplate = Template,
        }, tokenizerFolder);
        ChatTokenizer tokenizer = ChatTokenizer.Load(tokenizerFolder);
        var architecture = new Architecture
        {
            VocabularySize = tokenizer.VocabularySize, HiddenSize = 16, IntermediateSize = 32, Layers = 1, Heads = 2, KeyValueHeads = 1, HeadDimension = 8, ContextLength = 1024,
            NormEpsilon = 1e-5, RotaryBase = 10000, TiedEmbeddings = true, EndTokens = tokenizer.EndTokens,
        };
        using PolicyModel model = PolicyModel.Initialize(architecture, seed: 1, new PolicyOptions { Device = "cpu", Dtype = "fp32", Threads = 1 }, tokenizer);
        await model.ExportAsync(Path);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Arguments of a run that takes seconds.</summary>
    public string[] Arguments(params string[] more) =>
    [
        "--policy", Path, "--device", "cpu", "--threads", "1", "--set", "Training:GroupSize=2", "--set", "Training:PromptsPerStep=2", "--set", "Training:PromptsPerMiniBatch=2",
        "--set", "Sampling:MaxTokens=8", "--set", "Evaluation:MaxTasks=4", "--set", "Gates:TruncationRateAction=Off", .. more,
    ];
}

[CollectionDefinition(Name)]
public sealed class TrainingProcesses : ICollectionFixture<TinyPolicy>
{
    public const string Name = "training processes";
}
