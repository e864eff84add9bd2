using System.Text.Json;
using Hindsight.Curation;
using Hindsight.Files;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Rubrics;
using Hindsight.Torch;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using Hindsight.Training;

namespace Hindsight.Worker.OrderDesk;

/// <summary>Makes the embedded default from nothing: corpus, tokenizer, supervised training, and what came of it.</summary>
/// <param name="options">The seed, the sizes and the rates.</param>
/// <param name="rubrics">Holds the rubric of the order desk.</param>
/// <param name="grader">Says what drafts satisfy.</param>
/// <param name="prompts">Writes the prompts that ask for revisions, as the training loop does.</param>
/// <param name="promptsHash">The hash of those prompts' files, for the record.</param>
/// <param name="time">Measures tokens a second.</param>
internal sealed class OrderDeskPretraining(
    PretrainingOptions options, IRubricSource rubrics, IGrader grader, IHindsightPromptWriter prompts, string promptsHash, TimeProvider time)
{
    private const int HeadDimension = 32, ContextLength = 512, ReportEvery = 50, LossWindow = 100;
    private const string TurnStart = "<|im_start|>", TurnEnd = "<|im_end|>", Padding = "<|endoftext|>";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the policy.</summary>
    /// <param name="folder">Where it goes, as a Hugging Face folder with <c>pretraining.json</c>; files of these names are replaced.</param>
    /// <param name="report">Told in a line what goes on.</param>
    /// <param name="cancellationToken">Ends it; the folder is untouched then.</param>
    public async Task<PretrainingRecord> RunAsync(string folder, Action<string> report, CancellationToken cancellationToken)
    {
        var corpus = new OrderDeskCorpus(options.Seed, rubrics, grader, prompts);
        PolicyModel? model = null;
        List<PretrainingStage> stages = [];
        try
        {
            foreach (CorpusStage stage in options.Stages())
            {
                IReadOnlyList<CorpusConversation> conversations = await corpus.GenerateAsync(stage, cancellationToken);
                report($"{stage.Purpose}: {conversations.Count} conversations, {conversations.Count(c => c.LearnsDraft)} of them with a draft that is learned");
                if (model is null)
                {
                    model = Initialize(TrainTokenizer(conversations));
                    report($"model: {model.Architecture.ParameterCount} parameters, {model.Architecture.VocabularySize} tokens in the vocabulary");
                }

                stages.Add(await TrainAsync(model, stage, conversations, report, cancellationToken));
            }

            return await FinishAsync(folder, model!, stages, report, cancellationToken);
        }
        finally
        {
            model?.Dispose();
        }
    }

    /// <summary>Trains a model on a stage's conversations.</summary>
    internal async Task<PretrainingStage> TrainAsync(
        PolicyModel model, CorpusStage stage, IReadOnlyList<CorpusConversation> conversations, Action<string> report, CancellationToken cancellationToken)
    {
        List<SupervisedExample> examples = conversations.Select(conversation => Encode(conversation, model.Tokenizer!)).ToList();
        var supervised = new SupervisedOptions
        {
            Seed = options.Seed,
            BatchTokens = options.BatchTokens,
            Optimizer = new OptimizerOptions
            {
                LearningRate = stage.LearningRate,
                WeightDecay = 0.05,
                Beta2 = 0.98,
                Schedule = ScheduleKind.Cosine,
                WarmupSteps = 100,
                MicroBatchTokens = options.BatchTokens,
            },
        };
        var losses = new List<double>();
        using var trainer = new SupervisedTrainer(model, examples, supervised, time);
        await trainer.TrainAsync(progress =>
        {
            losses.Add(progress.Loss);
            if (progress.Step % ReportEvery != 0 && progress.Step != progress.Steps) return;
            report($"step {progress.Step} of {progress.Steps}: loss {losses.TakeLast(ReportEvery).Average():0.0000}, {progress.TokensPerSecond:0} tokens/s");
        }, cancellationToken);
        int learned = examples.Sum(e => e.Learned.Count(l => l)), revision = examples.Sum(e => LastTurn(e.Learned));
        return new PretrainingStage(stage.Purpose, examples.Sum(e => (long)e.Tokens.Length), learned - revision, revision, losses.Count, losses.TakeLast(LossWindow).Average());
    }

    /// <summary>Measures the trained model and writes it with its record.</summary>
    internal async Task<PretrainingRecord> FinishAsync(string folder, PolicyModel model, IReadOnlyList<PretrainingStage> stages, Action<string> report, CancellationToken cancellationToken)
    {
        using var policy = new TorchPolicy(model, model.Tokenizer!);
        (PolicyMeasurement replies, PolicyMeasurement revisions) = await new PretrainingMeasurement(policy, rubrics, grader, prompts)
            .MeasureAsync(OrderDeskTasks.Generate(options.Seed, 0, options.MeasuredTasks), options.Seed, cancellationToken);
        report($"replies: score {replies.Score:0.000}; revisions: score {revisions.Score:0.000}");
        foreach ((string criterion, double rate) in replies.CriterionRates) report($"  {criterion}: {rate:0.000}, in revisions {revisions.CriterionRates[criterion]:0.000}");
        var record = new PretrainingRecord
        {
            Command = $"policy pretrain --seed {options.Seed} --output FOLDER",
            Options = options,
            PromptsHash = promptsHash,
            RubricVersion = rubrics.Resolve(OrderDeskTasks.Generate(options.Seed, 1, 0)[0]).Version,
            Parameters = model.Architecture.ParameterCount,
            Stages = stages,
            Replies = replies,
            Revisions = revisions,
        };
        await model.ExportAsync(folder, cancellationToken);
        Durable.WriteFile(Path.Combine(folder, "pretraining.json"), [.. JsonSerializer.SerializeToUtf8Bytes(record, Json), (byte)'\n']);
        return record;
    }

    private PolicyModel Initialize(ChatTokenizer tokenizer) => PolicyModel.Initialize(
        Architecture(tokenizer), Seeds.Derive(options.Seed, "init"), new PolicyOptions { Device = "cpu", Dtype = "fp32", Threads = options.Threads }, tokenizer);

    private ChatTokenizer TrainTokenizer(IReadOnlyList<CorpusConversation> corpus)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hindsight-tokenizer-");
        try
        {
            IEnumerable<string> texts = corpus.Take(options.TokenizerConversations).SelectMany(c => c.Messages).SelectMany(m => new[] { m.Role + "\n", m.Content });
            BpeTrainer.Train(texts, new BpeTrainerOptions
            {
                VocabularySize = options.VocabularySize,
                SpecialTokens = [Padding, TurnStart, TurnEnd],
                EndToken = TurnEnd,
                PadToken = Padding,
                ChatTemplate = ChatTemplate(),
            }, folder.FullName);
            return ChatTokenizer.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Architecture Architecture(ChatTokenizer tokenizer) => new()
    {
        VocabularySize = tokenizer.VocabularySize,
        HiddenSize = options.HiddenSize,
        IntermediateSize = options.IntermediateSize,
        Layers = options.Layers,
        Heads = options.HiddenSize / HeadDimension,
        KeyValueHeads = options.HiddenSize / HeadDimension,
        HeadDimension = HeadDimension,
        ContextLength = ContextLength,
        NormEpsilon = 1e-5,
        RotaryBase = 10000,
        TiedEmbeddings = true,
        EndTokens = tokenizer.EndTokens,
    };

    /// <summary>The conversation as tokens; of its two answers the second is learned, and the first where the conversation says so.</summary>
    private static SupervisedExample Encode(CorpusConversation conversation, ChatTokenizer tokenizer)
    {
        (int[] tokens, bool[] learned) = tokenizer.EncodeConversation(conversation.Messages, i => conversation.LearnsDraft || i == conversation.Messages.Count - 1);
        return new SupervisedExample(tokens, learned);
    }

    /// <summary>The number of learned tokens in the last answer.</summary>
    private static int LastTurn(bool[] learned)
    {
        int end = Array.LastIndexOf(learned, true);
        return end - Array.LastIndexOf(learned, false, end);
    }

    private static string ChatTemplate()
    {
        using Stream stream = typeof(OrderDeskPretraining).Assembly.GetManifestResourceStream("OrderDesk.chat_template.jinja")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
