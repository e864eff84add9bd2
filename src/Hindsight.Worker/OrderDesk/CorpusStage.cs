namespace Hindsight.Worker.OrderDesk;

/// <summary>One of the two parts of the pretraining corpus.</summary>
/// <param name="Purpose">The name of its random streams; no two stages share one.</param>
/// <param name="Conversations">How many.</param>
/// <param name="MendsAll">Whether revisions mend all that they are told, or as much as the vocabulary says.</param>
/// <param name="LearningRate">The peak learning rate at which it is learned.</param>
internal sealed record CorpusStage(string Purpose, int Conversations, bool MendsAll, double LearningRate);
