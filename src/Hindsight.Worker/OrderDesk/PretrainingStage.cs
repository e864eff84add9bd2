namespace Hindsight.Worker.OrderDesk;

/// <summary>What one stage of pretraining was.</summary>
/// <param name="Corpus">The stage's corpus.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="ReplyTokens">Those that were learned as direct replies.</param>
/// <param name="RevisionTokens">Those that were learned as revisions.</param>
/// <param name="Steps">Optimiser steps.</param>
/// <param name="Loss">The mean loss of the last hundred steps, nats a learned token.</param>
internal sealed record PretrainingStage(string Corpus, long Tokens, int ReplyTokens, int RevisionTokens, int Steps, double Loss);
