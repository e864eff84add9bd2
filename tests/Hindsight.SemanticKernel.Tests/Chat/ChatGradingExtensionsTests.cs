using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.SemanticKernel.Chat;
using Hindsight.Tasks;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Hindsight.SemanticKernel.Tests.Chat;

public sealed class ChatGradingExtensionsTests
{
    [Fact]
    public async Task Grade_Conversation_IsATaskWithItsLastMessageAsTheAnswer()
    {
        var history = new ChatHistory("Be brief.");
        history.AddUserMessage("Where is it?");
        history.Add(new ChatMessageContent(AuthorRole.Assistant, (string?)null));
        history.AddAssistantMessage("On its way.");
        var grader = new SeenGrader();

        await grader.GradeAsync(history, new Dictionary<string, string> { ["name"] = "Ada" });
        await grader.GradeAsync(history);

        (TrainingTask task, Sample sample) = grader.Seen[0];
        task.Messages.Should().Equal(new ChatMessage("system", "Be brief."), new ChatMessage("user", "Where is it?"));
        task.Variables.Should().ContainKey("name");
        sample.Text.Should().Be("On its way.");
        grader.Seen[1].Sample.Seed.Should().Be(sample.Seed, "the same conversation is graded the same way");
    }

    [Fact]
    public async Task Grade_ReplyOfThePolicy_IsItsOwnSample()
    {
        Sample sampled = Contexts.Sample("Sampled.");
        var history = new ChatHistory();
        history.AddUserMessage("Hello.");
        history.Add(new ChatMessageContent(AuthorRole.Assistant, "Sampled.", metadata: new Dictionary<string, object?> { [PolicyChatCompletionService.SampleKey] = sampled }));
        var grader = new SeenGrader();

        await grader.GradeAsync(history);

        grader.Seen.Single().Sample.Should().BeSameAs(sampled);
    }

    [Fact]
    public async Task Grade_LastMessageOfTheUser_IsRefused()
    {
        var history = new ChatHistory("Be brief.");
        history.AddUserMessage("Where is it?");

        Func<Task> grade = () => new SeenGrader().GradeAsync(history);

        (await grade.Should().ThrowAsync<ArgumentException>()).WithMessage("Found 2 messages, the last of the user; expected the assistant's after another.*");
    }

    private sealed class SeenGrader : IGrader
    {
        public List<(TrainingTask Task, Sample Sample)> Seen { get; } = [];

        public Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken)
        {
            Seen.Add((task, sample));
            return Task.FromResult(new Grade { Verdicts = [], Score = 1, Rubric = "r", RubricVersion = "1" });
        }
    }
}
