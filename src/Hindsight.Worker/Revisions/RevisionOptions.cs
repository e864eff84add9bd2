namespace Hindsight.Worker.Revisions;

/// <summary>What revisions are made of.</summary>
/// <param name="Samples">Drafts of each task.</param>
/// <param name="AlsoPlain">Whether a mended answer is written as the answer to the task itself, too.</param>
internal sealed record RevisionOptions(int Samples, bool AlsoPlain);
