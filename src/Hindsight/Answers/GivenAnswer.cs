using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.Answers;

/// <summary>An answer that was given elsewhere: by another model, by a person, or in an app.</summary>
/// <param name="Id">Unique in its file.</param>
/// <param name="Task">What it answers.</param>
/// <param name="Text">The answer.</param>
public sealed record GivenAnswer(string Id, TrainingTask Task, string Text)
{
    /// <summary>The answer as graders take it: text without tokens. Its seed follows from its id, so that what a grader draws is the same each time.</summary>
    public Sample ToSample() => new()
    {
        PromptTokens = [], ResponseTokens = [], LogProbs = [], RawLogProbs = [], Text = Text, FinishReason = FinishReason.EndOfSequence,
        Seed = Seeds.Derive(0, "given", 0, Id), PolicyVersion = "given",
    };
}
