namespace Hindsight.Grading;

/// <summary>Why an answer has no score. An ungraded answer is counted by cause and never scored 0.</summary>
public enum UngradedCause
{
    /// <summary>The judge said that it could not tell.</summary>
    JudgeUnknown,

    /// <summary>The judge's reply was not a complete and valid verdict set, also when asked once more.</summary>
    JudgeFormat,

    /// <summary>The judge refused to answer.</summary>
    JudgeRefused,

    /// <summary>The judge did not answer in time.</summary>
    JudgeTimeout,

    /// <summary>The judge could not be reached, or answered with an error, after all retries.</summary>
    JudgeTransport,

    /// <summary>The judges of a panel do not agree, and nobody settles it.</summary>
    JudgeDisagreement,

    /// <summary>Asking the judge might have cost more than the budget leaves.</summary>
    JudgeBudget,

    /// <summary>The judge's prompt cannot be rendered, or a filter or tool of the host threw.</summary>
    PromptFault,

    /// <summary>A check could not decide (a regular expression ran out of time, for example).</summary>
    CheckUnknown,

    /// <summary>The rubric is missing or cannot be applied to the task (a variable is missing, for example).</summary>
    RubricFault,
}
