using Hindsight.Grading;

namespace Hindsight.Rubrics;

/// <summary>Finds every fault of a rubric file.</summary>
public static class RubricLinter
{
    /// <summary>The faults, as <c>file:line:column: found …, expected …</c>; empty: the file is sound.</summary>
    public static IReadOnlyList<string> Lint(string path, ICheckRegistry checks)
    {
        try
        {
            RubricFile.Read(path, checks);
            return [];
        }
        catch (RubricException e)
        {
            return e.Faults;
        }
    }
}
