using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Tests.Training;

internal static class Groups
{
    /// <summary>A trained group of three drafts of which one may be cut off.</summary>
    public static TrajectoryGroup Of(int truncated)
    {
        List<Trajectory> drafts = Enumerable.Range(0, 3).Select(i => new Trajectory
        {
            Step = 1, TaskId = "t", Index = i, Role = TrajectoryRole.Sampled, Reward = i, Advantage = i - 1,
            Grade = new Grade { Verdicts = [], Score = i / 2.0, Rubric = "r", RubricVersion = "1" },
            Sample = new Sample
            {
                PromptTokens = [1], ResponseTokens = [2, 3], LogProbs = [0, 0], RawLogProbs = [0, 0], Text = "x", Seed = 1, PolicyVersion = "v",
                FinishReason = i == truncated ? FinishReason.Length : FinishReason.EndOfSequence,
            },
        }).ToList();
        return new TrajectoryGroup { Task = new TrainingTask { Id = "t", Messages = [ChatMessage.User("x")] }, Drafts = drafts, Revisions = [], Members = drafts, Status = GroupStatus.Trained };
    }
}
