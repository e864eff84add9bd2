using Hindsight.Checks;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.Storage;
using Hindsight.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Benchmarks;

/// <summary>Grading through everything that stands before a judge, against bare HTTP calls of the same requests: by turns, so that a busy machine slows both.</summary>
/// <param name="inFlight">Calls at a time.</param>
/// <param name="delay">What the server takes for a reply on average.</param>
/// <param name="duration">The length of a repetition.</param>
/// <param name="store">The file of a store in which verdicts are looked up and kept, or <see langword="null"/>: no store.</param>
internal sealed class JudgeBenchmark(int inFlight, TimeSpan delay, TimeSpan duration, string? store) : IRubricSource
{
    private const int WarmUps = 4;

    private const string Content =
        """{"verdicts":[{"criterion":"polite","reason":"It says \"thank you\".","verdict":"met"},{"criterion":"refund","reason":"No refund is named.","verdict":"unmet"},{"criterion":"tone","reason":"Warm throughout.","verdict":"3"}]}""";

    private static readonly TrainingTask Task = new() { Id = "task", Messages = [ChatMessage.User("Where is order 4711? I have been waiting for two weeks and nobody writes back.")] };

    private readonly Rubric _rubric = new()
    {
        Name = "service", Version = "0123456789abcdef",
        Criteria =
        [
            new Criterion { Id = "polite", Text = "The reply is polite.", Kind = CriterionKind.Judge },
            new Criterion { Id = "refund", Text = "The reply promises a refund.", Weight = -1, Kind = CriterionKind.Judge },
            new Criterion { Id = "tone", Text = "The tone fits.", Kind = CriterionKind.Judge, Levels = [new(0, "cold"), new(0.5, "neutral"), new(1, "warm")] },
        ],
    };

    /// <inheritdoc/>
    public Rubric Resolve(TrainingTask task) => _rubric;

    /// <summary>Measures both by turns.</summary>
    public async Task<IReadOnlyList<(ClosedLoop Bare, ClosedLoop Orchestrated)>> RunAsync(int repetitions)
    {
        using JudgeServer server = await JudgeServer.StartAsync(delay, Content);
        await using ServiceProvider services = Services(server.Endpoint);
        IGrader grader = services.GetRequiredService<IGrader>();
        await GradeAsync(grader, 0);
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        byte[] request = await client.GetByteArrayAsync(server.FirstRequest);
        var address = new Uri(server.Endpoint + "/chat/completions");

        Task<ClosedLoop> BareAsync(TimeSpan length) => ClosedLoop.RunAsync(inFlight, WarmUp, length, () => PostAsync(client, address, request));
        // Each answer is another one, in every repetition.
        int answers = 0;
        Task<ClosedLoop> OrchestratedAsync(TimeSpan length) => ClosedLoop.RunAsync(inFlight, WarmUp, length, () => GradeAsync(grader, Interlocked.Increment(ref answers)));
        // The compiler takes its time for what grading calls.
        for (int i = 0; i < WarmUps; i++)
            _ = (await BareAsync(duration), await OrchestratedAsync(duration));
        List<(ClosedLoop, ClosedLoop)> pairs = [];
        for (int i = 0; i < repetitions; i++)
            pairs.Add((await BareAsync(duration), await OrchestratedAsync(duration)));
        return pairs;
    }

    // Connections are opened, and the callers have fallen out of step.
    private TimeSpan WarmUp => TimeSpan.FromSeconds(1) + (2 * delay);

    private static async Task PostAsync(HttpClient client, Uri address, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        using HttpResponseMessage response = await client.PostAsync(address, content);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static async Task GradeAsync(IGrader grader, int number)
    {
        string text = string.Concat(Enumerable.Repeat($"Thank you for your patience, order {number} leaves our warehouse today & arrives <soon>. ", 8));
        var sample = new Sample { PromptTokens = [], ResponseTokens = [], LogProbs = [], RawLogProbs = [], Text = text, FinishReason = FinishReason.EndOfSequence, Seed = (ulong)number, PolicyVersion = "v" };
        Grade grade = await grader.GradeAsync(Task, sample, CancellationToken.None);
        if (grade.Score != 1)
            throw new InvalidOperationException($"The answer was graded {grade.Score}: {grade.CauseDetail}; expected 1.");
    }

    private ServiceProvider Services(Uri endpoint)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Hindsight:PromptsFolder"] = Path.Combine(AppContext.BaseDirectory, "prompts"),
            ["Hindsight:Judges:main:Endpoint"] = endpoint.ToString(),
            ["Hindsight:Judges:main:Model"] = "m",
            ["Hindsight:Judges:main:MaxConcurrency"] = $"{inFlight}",
        }).Build();
        IServiceCollection services = new ServiceCollection();
        services.AddSingleton<IRubricSource>(this).AddSingleton<ICheckRegistry>(CheckRegistry.Default);
        services.AddHindsightGrading(configuration);
        if (store is not null)
            services.AddHindsightStorage(options => options.Path = store);
        return services.BuildServiceProvider();
    }
}
