using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Trajectories;

namespace Hindsight.Training;

/// <summary>Turns selected groups into what the learner needs: tokens and numbers.</summary>
/// <param name="training">Mini-batches and what is left out.</param>
/// <param name="conditioning">What revisions are trained on.</param>
internal sealed class LearningBatchBuilder(TrainingOptions training, Conditioning conditioning)
{
    /// <summary>The step's batch, cut into mini-batches of whole groups, in order.</summary>
    public LearningBatch Build(int step, IReadOnlyList<TrajectoryGroup> groups) => new()
    {
        Step = step,
        MiniBatches = groups.Chunk(training.PromptsPerMiniBatch)
            .Select(chunk => chunk.SelectMany(Sequences).ToList())
            .Where(sequences => sequences.Count > 0)
            .ToList<IReadOnlyList<LearningSequence>>(),
    };

    private IEnumerable<LearningSequence> Sequences(TrajectoryGroup group)
    {
        if (group.Status == GroupStatus.Skipped) yield break;
        if (group.Status == GroupStatus.NoSpread && training.DropGroupsWithoutSpread) yield break;
        int[] prompt = group.Drafts[0].Sample.PromptTokens;
        foreach (Trajectory member in group.Members)
        {
            Sample sample = member.Sample;
            if (training.MaskTruncated && sample.FinishReason == FinishReason.Length) continue;
            bool revised = member.Role == TrajectoryRole.Revised, guided = revised && conditioning == Conditioning.Guided;
            yield return new LearningSequence
            {
                PromptTokens = guided ? sample.PromptTokens : prompt,
                ResponseTokens = sample.ResponseTokens,
                BehaviourLogProbs = sample.LogProbs,

                // A revision was drawn given h: under x its recorded log-probs are of another distribution.
                RawLogProbs = revised && !guided ? [] : sample.RawLogProbs,
                Advantage = member.Advantage ?? throw new InvalidOperationException($"Member {member.Index} of task '{member.TaskId}' has no advantage."),
                Revised = revised,
            };
        }
    }
}
