namespace Hindsight.Suites;

/// <summary>Answers to a suite that were made elsewhere.</summary>
/// <param name="Path">The file that they were read from.</param>
/// <param name="Sha256">Of the file's content, lower-case hexadecimal.</param>
/// <param name="Texts">The answers by their prompts' keys.</param>
/// <param name="Unmatched">The responses that belong to no prompt, a line each, with the place.</param>
/// <param name="Notices">What else is strange, a line each, with the place.</param>
public sealed record Responses(string Path, string Sha256, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<string> Unmatched, IReadOnlyList<string> Notices);
