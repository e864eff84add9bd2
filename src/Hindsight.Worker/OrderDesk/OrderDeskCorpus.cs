using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Worker.Revisions;

namespace Hindsight.Worker.OrderDesk;

/// <summary>Conversations from which the embedded default is pretrained: a task, a draft, the prompt that asks for its revision, the revision.</summary>
/// <remarks>
/// Natural drafts satisfy each criterion as often as the vocabulary says, the rare one never; they are learned as replies. The others are of every quality, with mistakes
/// in names, numbers and dates, as drafts become while a policy is trained; they are read and not learned. The prompt is the training loop's own, and names all that the
/// draft misses or some of it: the revision mends what is named, or most of it, and keeps the rest, and so meets the rare criterion only where its prompt names it.
/// No order number of a held-out task occurs.
/// </remarks>
internal sealed class OrderDeskCorpus(ulong seed, IRubricSource rubrics, IGrader grader, IHindsightPromptWriter prompts)
{
    private const double NaturalDrafts = 0.6, Mistakes = 0.4, WholeRubric = 0.5, CriterionNamed = 0.6;

    private readonly DraftReview _review = new(rubrics, successThreshold: 1);

    /// <summary>A stage's conversations, each about another task.</summary>
    /// <exception cref="ArgumentException">There are not as many order numbers.</exception>
    public async Task<IReadOnlyList<CorpusConversation>> GenerateAsync(CorpusStage stage, CancellationToken cancellationToken)
    {
        List<CorpusConversation> conversations = new(stage.Conversations);
        foreach (TrainingTask task in OrderDeskTasks.Draw(seed, stage.Purpose).Where(task => task.Split == TaskSplit.Train))
        {
            if (conversations.Count == stage.Conversations) return conversations;
            if (await ConverseAsync(stage, task, cancellationToken) is { } conversation) conversations.Add(conversation);
        }

        throw new ArgumentException($"There are order numbers for {conversations.Count} conversations; {stage.Conversations} were asked for.", nameof(stage));
    }

    private async Task<CorpusConversation?> ConverseAsync(CorpusStage stage, TrainingTask task, CancellationToken cancellationToken)
    {
        RandomStream random = new(Seeds.Derive(seed, $"{stage.Purpose}-draft", taskId: task.Id));
        bool natural = random.NextDouble() < NaturalDrafts;
        double quality = random.NextDouble();
        var reply = new ReplyWriter(task, new RandomStream(Seeds.Derive(seed, $"{stage.Purpose}-reply", taskId: task.Id)));
        if (natural) reply.Draft(slot => slot.Frequency);
        else reply.Draft(_ => quality, Mistakes);

        string draft = reply.Text;
        if (await ContextAsync(task, draft, cancellationToken) is not { } context) return null;
        if (random.NextDouble() >= WholeRubric) context = context with { Unsatisfied = Some(context.Unsatisfied, ref random) };
        HindsightPrompt prompt = await prompts.WriteAsync(context, cancellationToken);
        reply.Satisfy(stage.MendsAll ? context.Unsatisfied.Select(criterion => criterion.Id).ToHashSet() : Mended(context.Unsatisfied, ref random));
        return new CorpusConversation([.. prompt.Messages, ChatMessage.Assistant(reply.Text)], natural);
    }

    private async Task<HindsightContext?> ContextAsync(TrainingTask task, string draft, CancellationToken cancellationToken)
    {
        var sample = new Sample
        {
            PromptTokens = [],
            ResponseTokens = [],
            LogProbs = [],
            RawLogProbs = [],
            Text = draft,
            FinishReason = FinishReason.EndOfSequence,
            Seed = 0,
            PolicyVersion = "",
        };
        return _review.Of(task, sample, await grader.GradeAsync(task, sample, cancellationToken));
    }

    /// <summary>Those of the named criteria that the revision mends, at least one.</summary>
    private static HashSet<string> Mended(IReadOnlyList<Criterion> named, ref RandomStream random)
    {
        HashSet<string> mended = [];
        foreach (Criterion criterion in named)
        {
            if (random.NextDouble() < OrderDeskVocabulary.Default.Slots.Single(slot => slot.Criterion == criterion.Id).Mended) mended.Add(criterion.Id);
        }

        if (mended.Count == 0) mended.Add(named[random.NextInt(named.Count)].Id);
        return mended;
    }

    /// <summary>A random part of the criteria, at least one.</summary>
    private static List<Criterion> Some(IReadOnlyList<Criterion> criteria, ref RandomStream random)
    {
        List<Criterion> some = [];
        foreach (Criterion criterion in criteria)
        {
            if (random.NextDouble() < CriterionNamed) some.Add(criterion);
        }

        return some.Count > 0 ? some : [criteria[random.NextInt(criteria.Count)]];
    }
}
