using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Worker.OrderDesk;

/// <summary>Conversations from which the embedded default is pretrained: replies to tasks, and revisions of drafts.</summary>
/// <remarks>
/// Direct replies satisfy each criterion as often as the vocabulary says, the rare one never. Revisions are asked for by the prompts that the training loop uses;
/// they keep what their draft has and mend what the prompt says it misses. Each is told of all criteria or of some, so that it does what it is told and nothing else.
/// The rare criterion is met in revisions alone, and only where the prompt names it. No order number of a held-out task occurs.
/// </remarks>
internal sealed class OrderDeskCorpus(ulong seed, IRubricSource rubrics, IGrader grader, IHindsightPromptWriter prompts)
{
    // Half the drafts are as the model writes them; the others are of every quality, as they become while it is trained.
    private const double NaturalDrafts = 0.4, Mistakes = 0.4, WholeRubric = 0.5, CriterionTold = 0.7;

    private readonly HindsightCurator _curator = new(new HindsightOptions(), seed);

    /// <summary>Replies to tasks, each another task's.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Direct(int count) =>
        Tasks("corpus-direct", count).Select(task =>
        {
            var reply = new ReplyWriter(task, Stream("corpus-direct-reply", task));
            reply.Draft(slot => slot.Frequency);
            return Conversation(task.Messages, reply);
        }).ToList();

    /// <summary>Revisions of drafts, each of another task.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<ChatMessage>>> RevisionsAsync(int count, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<ChatMessage>> revisions = new(count);
        foreach (TrainingTask task in Tasks("corpus-revision", int.MaxValue))
        {
            if (revisions.Count == count) break;
            RandomStream random = Stream("corpus-revision-draft", task);
            double quality = random.NextDouble();
            bool natural = random.NextDouble() < NaturalDrafts;
            var reply = new ReplyWriter(task, Stream("corpus-revision-reply", task));
            reply.Draft(slot => natural ? slot.Frequency : quality, Mistakes);
            if (await ContextAsync(task, reply.Text, cancellationToken) is not { } context) continue;

            HindsightContext told = random.NextDouble() < WholeRubric ? context : Thinned(context, ref random);
            if (told.Unsatisfied.Count == 0) continue;
            HindsightPrompt prompt = await prompts.WriteAsync(told, cancellationToken);
            reply.Satisfy(told.Unsatisfied.Select(criterion => criterion.Id).ToHashSet());
            revisions.Add(Conversation(prompt.Messages, reply));
        }

        return revisions;
    }

    /// <summary>What the curator says of a draft; <see langword="null"/> where nothing is left to mend.</summary>
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
        var trajectory = new Trajectory
        {
            Step = 0,
            TaskId = task.Id,
            Index = 0,
            Role = TrajectoryRole.Sampled,
            Sample = sample,
            Grade = await grader.GradeAsync(task, sample, cancellationToken),
        };
        IReadOnlyList<HindsightContext> candidates = _curator.SelectCandidates(task, rubrics.Resolve(task), [trajectory, trajectory with { Index = 1 }]);
        return candidates.Count > 0 ? candidates[0] : null;
    }

    private static HindsightContext Thinned(HindsightContext context, ref RandomStream random) => context with
    {
        Satisfied = Thinned(context.Satisfied, ref random),
        Unsatisfied = Thinned(context.Unsatisfied, ref random),
    };

    private static List<Criterion> Thinned(IReadOnlyList<Criterion> criteria, ref RandomStream random)
    {
        List<Criterion> told = [];
        foreach (Criterion criterion in criteria)
        {
            if (random.NextDouble() < CriterionTold) told.Add(criterion);
        }

        return told;
    }

    private IEnumerable<TrainingTask> Tasks(string purpose, int count) =>
        OrderDeskTasks.Draw(seed, purpose).Where(task => task.Split == TaskSplit.Train).Take(count);

    private RandomStream Stream(string purpose, TrainingTask task) => new(Seeds.Derive(seed, purpose, taskId: task.Id));

    private static IReadOnlyList<ChatMessage> Conversation(IReadOnlyList<ChatMessage> prompt, ReplyWriter reply) => [.. prompt, ChatMessage.Assistant(reply.Text)];
}
