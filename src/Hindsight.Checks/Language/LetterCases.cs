namespace Hindsight.Checks.Language;

/// <summary>How many capitals, small letters and title case letters a text has, and where each kind stands first.</summary>
internal struct LetterCases()
{
    public int Upper { get; private set; }

    public int Lower { get; private set; }

    public int Title { get; private set; }

    public int FirstUpper { get; private set; } = -1;

    public int FirstLower { get; private set; } = -1;

    public int FirstTitle { get; private set; } = -1;

    /// <summary>What <c>str.isupper</c> says.</summary>
    public readonly bool IsUpper => Upper > 0 && Lower == 0 && Title == 0;

    /// <summary>What <c>str.islower</c> says.</summary>
    public readonly bool IsLower => Lower > 0 && Upper == 0 && Title == 0;

    public readonly int All => Upper + Lower + Title;

    public void AddUpper(int index) => FirstUpper = Upper++ == 0 ? index : FirstUpper;

    public void AddLower(int index) => FirstLower = Lower++ == 0 ? index : FirstLower;

    public void AddTitle(int index) => FirstTitle = Title++ == 0 ? index : FirstTitle;
}
