using Hindsight.Checks;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Tasks;
using Hindsight.Testing;
using Hindsight.Worker.OrderDesk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Tests.OrderDesk;

/// <summary>The order desk with the repository's own rubric and prompts.</summary>
public sealed class OrderDeskFixture : IDisposable
{
    private readonly ServiceProvider _services;

    public OrderDeskFixture()
    {
        Rubrics = RubricCatalog.Load(Path.Combine(Repository.Root, "rubrics"), CheckRegistry.Default);
        Library = PromptLibrary.Load(Path.Combine(Repository.Root, "prompts"));
        _services = new ServiceCollection().AddSingleton(Rubrics).AddSingleton<ICheckRegistry>(CheckRegistry.Default).AddSingleton(Library)
            .AddHindsightGrading(new ConfigurationBuilder().Build()).BuildServiceProvider();
    }

    public IRubricSource Rubrics { get; }

    public PromptLibrary Library { get; }

    public IGrader Grader => _services.GetRequiredService<IGrader>();

    public IHindsightPromptWriter Prompts => _services.GetRequiredService<IHindsightPromptWriter>();

    public void Dispose() => _services.Dispose();

    internal OrderDeskCorpus Corpus(ulong seed) => new(seed, Rubrics, Grader, Prompts);

    internal static TrainingTask TaskOf(ChatMessage prompt)
    {
        OrderDeskVocabulary words = OrderDeskVocabulary.Default;
        string Find(IEnumerable<string> choices) => choices.Where(c => System.Text.RegularExpressions.Regex.IsMatch(prompt.Content, $@"\b{c}\b")).MaxBy(c => c.Length)!;
        return new TrainingTask
        {
            Id = "task",
            Messages = [prompt],
            Rubric = OrderDeskTasks.Rubric,
            Variables = new Dictionary<string, string>
            {
                ["order"] = System.Text.RegularExpressions.Regex.Match(prompt.Content, "[0-9]{5}").Value,
                ["date"] = System.Text.RegularExpressions.Regex.Match(prompt.Content, $"[0-9]{{1,2}} ({string.Join('|', words.Months)})").Value,
                ["name"] = Find(words.Names),
                ["product"] = Find(words.Products),
                ["complaint"] = Find(words.Complaints),
            },
        };
    }

    internal static Sample Sample(string text) => new()
    {
        PromptTokens = [], ResponseTokens = [], LogProbs = [], RawLogProbs = [], Text = text, FinishReason = FinishReason.EndOfSequence, Seed = 0, PolicyVersion = "",
    };

    internal async Task<IReadOnlySet<string>> SatisfiedAsync(TrainingTask task, string text)
    {
        Grade grade = await Grader.GradeAsync(task, Sample(text), default);
        return Rubrics.Resolve(task).Criteria.Zip(grade.Verdicts).Where(p => RubricScore.IsSatisfied(p.First, p.Second)).Select(p => p.First.Id).ToHashSet();
    }
}
