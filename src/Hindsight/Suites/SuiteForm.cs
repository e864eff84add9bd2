namespace Hindsight.Suites;

/// <summary>The form of a suite's file, which decides by what numbers answers to it are measured.</summary>
public enum SuiteForm
{
    /// <summary>That of IFEval and IFBench: instructions with arguments, of which an answer has a strict and a loose reading.</summary>
    Instructions,

    /// <summary>That of MulDimIF: constraints as sentences.</summary>
    Constraints,

    /// <summary>That of task files: criteria, and rubrics by name.</summary>
    Tasks,
}
