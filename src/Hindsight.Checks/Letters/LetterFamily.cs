using Hindsight.Grading;

namespace Hindsight.Checks.Letters;

/// <summary>Checks of the letters that an answer is written with.</summary>
internal static class LetterFamily
{
    public static IReadOnlyList<ICheck> Checks { get; } = [new LetterCaseCheck(), new LanguageScriptCheck()];
}
