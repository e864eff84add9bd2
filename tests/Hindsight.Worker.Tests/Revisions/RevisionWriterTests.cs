using System.Text.Json;
using Hindsight.Checks;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Revisions;

namespace Hindsight.Worker.Tests.Revisions;

public sealed class RevisionWriterTests
{
    private static readonly TrainingTask Task = new()
    {
        Id = "t", Messages = [ChatMessage.User("Write.")], Split = TaskSplit.Train,
        Criteria =
        [
            Criterion("comma", "ifeval/punctuation:no_comma", "{}"),
            Criterion("end", "ends_with", """{"texts":["Bye."]}"""),
        ],
    };

    [Fact]
    public async Task WriteAsync_DraftMended_WritesItsConversation()
    {
        (IReadOnlyList<IReadOnlyList<ChatMessage>> conversations, RevisionReport report) = await WriteAsync(new CheckGrader(), threshold: 1);

        conversations.Should().ContainSingle().Which[^1].Content.Should().Be("One two. Bye.");
        (report.Drafts, report.Passing, report.Mended, report.NoHigher).Should().Be((1, 0, 1, 0));
    }

    [Fact]
    public async Task WriteAsync_ScoreReachesTheThreshold_CountsAsPassing()
    {
        (IReadOnlyList<IReadOnlyList<ChatMessage>> conversations, RevisionReport report) = await WriteAsync(new CheckGrader(), threshold: 0.5);

        conversations.Should().BeEmpty();
        (report.Drafts, report.Passing, report.Mended, report.NoHigher).Should().Be((1, 1, 0, 0));
    }

    [Fact]
    public async Task WriteAsync_MendedDraftScoresNoHigher_IsDroppedCountedAndPrinted()
    {
        (IReadOnlyList<IReadOnlyList<ChatMessage>> conversations, RevisionReport report) = await WriteAsync(new CheckGrader(score: 0.25), threshold: 1);

        conversations.Should().BeEmpty();
        (report.Drafts, report.Passing, report.Mended, report.NoHigher).Should().Be((1, 0, 0, 1));
        var output = new StringWriter();
        RevisionTable.Print(new Terminal(Terminal.Create(output, isTerminal: false), TextWriter.Null, TextReader.Null, IsLive: false, IsTyped: false), report);
        output.ToString().Should().MatchRegex(@"\| mended, but scoring no higher +\| +1 \|");
    }

    private static Task<(IReadOnlyList<IReadOnlyList<ChatMessage>> Conversations, RevisionReport Report)> WriteAsync(IGrader grader, double threshold) =>
        new RevisionWriter(new OneAnswer("One, two. Bye."), grader, new Own(), CheckRegistry.Default, new Prompts(), new SamplingOptions(), threshold, seed: 1)
            .WriteAsync([Task], new RevisionOptions(1, false), (_, _) => { }, CancellationToken.None);

    private static Criterion Criterion(string id, string check, string arguments) => new()
    {
        Id = id, Text = id, Kind = CriterionKind.Check, Check = check, Arguments = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments)!,
    };

    /// <summary>Each task's own criteria.</summary>
    private sealed class Own : IRubricSource
    {
        public Rubric Resolve(TrainingTask task) => new() { Name = "task", Version = "1", Criteria = task.Criteria };
    }

    /// <summary>Grades by the checks; where a score is given, every answer has that one.</summary>
    private sealed class CheckGrader(double? score = null) : IGrader
    {
        public Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
        {
            var grade = Grade.From(new Own().Resolve(task), [.. task.Criteria.Select(c => Verdict.FromCheck(c, Of(c).Evaluate(sample.Text, c.Arguments)))]);
            return System.Threading.Tasks.Task.FromResult(score is null ? grade : grade with { Score = score });
        }

        private static ICheck Of(Criterion criterion) => CheckRegistry.Default.Checks.Single(c => c.Id == criterion.Check);
    }

    private sealed class Prompts : IHindsightPromptWriter
    {
        public Task<HindsightPrompt> WriteAsync(HindsightContext context, CancellationToken cancellationToken) =>
            System.Threading.Tasks.Task.FromResult(new HindsightPrompt([.. context.Task.Messages, ChatMessage.Assistant(context.Draft.Sample.Text), ChatMessage.User("Revise.")], null));
    }

    /// <summary>Gives the same answer to everything.</summary>
    private sealed class OneAnswer(string text) : IPolicy
    {
        public string Version => "1";

        public int ContextLength => 100;

        public Task<IReadOnlyList<int>> MeasureAsync(IReadOnlyList<IReadOnlyList<ChatMessage>> prompts, CancellationToken cancellationToken) =>
            System.Threading.Tasks.Task.FromResult<IReadOnlyList<int>>([.. prompts.Select(_ => 1)]);

        public Task<IReadOnlyList<Sample>> SampleAsync(IReadOnlyList<SampleRequest> requests, CancellationToken cancellationToken) =>
            System.Threading.Tasks.Task.FromResult<IReadOnlyList<Sample>>([.. requests.Select(r => new Sample
            {
                PromptTokens = [], ResponseTokens = [], LogProbs = [], RawLogProbs = [], Text = text, FinishReason = FinishReason.EndOfSequence, Seed = r.Seed, PolicyVersion = Version,
            })]);

        public IAsyncEnumerable<SampleChunk> StreamAsync(SampleRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<float[]>> ChooseAsync(IReadOnlyList<ChoiceRequest> requests, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<float[]>> LogProbAsync(IReadOnlyList<TokenSequence> sequences, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
