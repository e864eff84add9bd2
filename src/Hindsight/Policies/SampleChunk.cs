namespace Hindsight.Policies;

/// <summary>A piece of a response while it is sampled.</summary>
/// <param name="Text">New text that is final: incomplete characters and possible beginnings of stop strings are held back. May be empty.</param>
/// <param name="Sample">The whole sample, with the last chunk only.</param>
public sealed record SampleChunk(string Text, Sample? Sample);
