namespace Hindsight.Suites;

/// <summary>What answers to a suite are worth.</summary>
public sealed record SuiteReport
{
    /// <summary>The suite's form.</summary>
    public required SuiteForm Form { get; init; }

    /// <summary>Prompts that were to be answered.</summary>
    public required int Prompts { get; init; }

    /// <summary>Answers there are.</summary>
    public required int Answers { get; init; }

    /// <summary>Answers that count in the numbers.</summary>
    public required int Graded { get; init; }

    /// <summary>Answers that count in no number, by cause.</summary>
    public required IReadOnlyDictionary<string, int> Ungraded { get; init; }

    /// <summary>The keys of prompts without an answer. They count in no number.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The keys of prompts that leave no room for an answer in the policy's context. They count in no number.</summary>
    public required IReadOnlyList<string> TooLong { get; init; }

    /// <summary>The mean number of an answer's tokens; <see langword="null"/> where answers were made elsewhere.</summary>
    public double? MeanTokens { get; init; }

    /// <summary>The share of answers that the length limit cut off; <see langword="null"/> where they were made elsewhere.</summary>
    public double? CutOff { get; init; }

    /// <summary>The numbers of the suite's field by name, in the order in which they are printed; <see langword="null"/>: nothing could be graded.</summary>
    public required IReadOnlyDictionary<string, Estimate?> Numbers { get; init; }

    /// <summary>What single kinds of demands came to.</summary>
    public required IReadOnlyList<SuiteGroup> Groups { get; init; }
}
