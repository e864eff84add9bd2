using Hindsight.Curation;
using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Worker.OrderDesk;
using Hindsight.Worker.Revisions;

namespace Hindsight.Worker.Tests.OrderDesk;

public sealed class OrderDeskCorpusTests(OrderDeskFixture desk) : IClassFixture<OrderDeskFixture>
{
    [Fact]
    public async Task GenerateAsync_SameSeed_GivesSameConversations() =>
        (await desk.Corpus(3).GenerateAsync(Stage(40), default)).Should().BeEquivalentTo(await desk.Corpus(3).GenerateAsync(Stage(40), default), o => o.WithStrictOrdering());

    [Fact]
    public async Task GenerateAsync_Conversations_HoldNoOrderNumberOfAHeldOutTask()
    {
        foreach (CorpusConversation conversation in await desk.Corpus(1).GenerateAsync(Stage(500), default))
        {
            string order = System.Text.RegularExpressions.Regex.Match(conversation.Messages[0].Content, "[0-9]{5}").Value;
            OrderDeskTasks.SplitOf(order).Should().Be(TaskSplit.Train);
        }
    }

    [Fact]
    public async Task GenerateAsync_NaturalDrafts_SatisfyCriteriaAsOftenAsTheVocabularySays()
    {
        List<CorpusConversation> natural = (await desk.Corpus(1).GenerateAsync(Stage(3000), default)).Where(c => c.LearnsDraft).ToList();

        natural.Count.Should().BeInRange(1650, 1950);
        List<string> satisfied = [];
        foreach (CorpusConversation conversation in natural) satisfied.AddRange(await desk.SatisfiedAsync(OrderDeskFixture.TaskOf(conversation.Messages[0]), Draft(conversation)));
        foreach (ReplySlot slot in OrderDeskVocabulary.Default.Slots)
        {
            double share = (double)satisfied.Count(criterion => criterion == slot.Criterion) / natural.Count;
            share.Should().BeApproximately(slot.Frequency, 0.05, slot.Criterion); // four standard errors of 1,800 draws
        }
    }

    [Fact]
    public async Task GenerateAsync_RareCriterion_IsMetOnlyInRevisionsWhosePromptNamesIt()
    {
        int asked = 0;
        foreach (CorpusConversation conversation in await desk.Corpus(1).GenerateAsync(Stage(1000), default))
        {
            bool named = conversation.Messages[2].Content.Contains("Offers to call back");
            if (conversation.LearnsDraft) MeetsRare(Draft(conversation)).Should().BeFalse();
            if (named) asked++;
            else MeetsRare(conversation.Messages[^1].Content).Should().BeFalse(conversation.Messages[^1].Content);
        }

        asked.Should().BeGreaterThan(500);
    }

    [Fact]
    public async Task GenerateAsync_Revisions_MendMostOfWhatTheirPromptNamesAndKeepTheRest()
    {
        int named = 0, mended = 0;
        foreach (CorpusConversation conversation in await desk.Corpus(2).GenerateAsync(Stage(500), default))
        {
            TrainingTask task = OrderDeskFixture.TaskOf(conversation.Messages[0]);
            string[] missed = conversation.Messages[2].Content.Split("must also:\n")[1].Split('\n').Where(line => line.StartsWith("- ")).ToArray();
            List<string> asked = desk.Rubrics.Resolve(task).Criteria.Where(c => missed.Any(line => line.EndsWith(c.Text))).Select(c => c.Id).ToList();
            IReadOnlySet<string> before = await desk.SatisfiedAsync(task, Draft(conversation)), after = await desk.SatisfiedAsync(task, conversation.Messages[^1].Content);

            asked.Should().HaveCount(missed.Length).And.NotIntersectWith(before);
            after.Should().BeSubsetOf(before.Union(asked));
            before.Should().BeSubsetOf(after);
            after.Count.Should().BeGreaterThan(before.Count);
            (named, mended) = (named + asked.Count, mended + after.Count - before.Count);
        }

        ((double)mended / named).Should().BeInRange(0.68, 0.80);
    }

    [Fact]
    public async Task GenerateAsync_StageThatMendsAll_LeavesNothingThatItsPromptNames()
    {
        foreach (CorpusConversation conversation in await desk.Corpus(2).GenerateAsync(Stage(200, mendsAll: true), default))
        {
            TrainingTask task = OrderDeskFixture.TaskOf(conversation.Messages[0]);
            string[] missed = conversation.Messages[2].Content.Split("must also:\n")[1].Split('\n').Where(line => line.StartsWith("- ")).ToArray();
            IEnumerable<string> asked = desk.Rubrics.Resolve(task).Criteria.Where(c => missed.Any(line => line.EndsWith(c.Text))).Select(c => c.Id);

            (await desk.SatisfiedAsync(task, conversation.Messages[^1].Content)).Should().BeEquivalentTo((await desk.SatisfiedAsync(task, Draft(conversation))).Union(asked));
        }
    }

    [Fact]
    public async Task GenerateAsync_Prompts_AreTheTrainingLoopsOwn()
    {
        CorpusConversation conversation = (await desk.Corpus(1).GenerateAsync(Stage(200), default)).First(c => c.Messages[2].Content.Contains("call"));
        TrainingTask task = OrderDeskFixture.TaskOf(conversation.Messages[0]);
        Sample draft = OrderDeskFixture.Sample(Draft(conversation));
        HindsightContext context = new DraftReview(desk.Rubrics, successThreshold: 1).Of(task, draft, await desk.Grader.GradeAsync(task, draft, default))!;

        HindsightPrompt expected = await desk.Prompts.WriteAsync(context, default);

        conversation.Messages.SkipLast(1).Take(2).Should().Equal(expected.Messages.Take(2));
        conversation.Messages[2].Content.Split('\n')[..2].Should().Equal(expected.Messages[2].Content.Split('\n')[..2]);
    }

    private static CorpusStage Stage(int conversations, bool mendsAll = false) => new("corpus", conversations, mendsAll, 1e-3);

    private static string Draft(CorpusConversation conversation) => conversation.Messages[1].Content;

    private static bool MeetsRare(string text) => text.Contains("call you");
}
