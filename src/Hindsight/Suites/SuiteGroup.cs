namespace Hindsight.Suites;

/// <summary>What the demands of one kind came to.</summary>
/// <param name="By">What it is a group by: <c>instruction</c>, <c>difficulty</c> …</param>
/// <param name="Name">The group's name.</param>
/// <param name="Answers">Answers to prompts with such demands, and of them those in which all such demands are met.</param>
/// <param name="Demands">Such demands, and those that are met.</param>
/// <param name="LooseAnswers">As <paramref name="Answers"/>, read loosely; <see langword="null"/>: there is no such reading.</param>
/// <param name="LooseDemands">As <paramref name="Demands"/>, read loosely.</param>
public sealed record SuiteGroup(string By, string Name, Share Answers, Share Demands, Share? LooseAnswers, Share? LooseDemands);
