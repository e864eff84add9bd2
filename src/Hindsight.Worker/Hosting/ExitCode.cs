using Hindsight.Answers;

namespace Hindsight.Worker.Hosting;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>Something failed once work had begun, or a verification is beyond its tolerance.</summary>
    public const int Failed = 1;

    /// <summary>The command line, the configuration or a file cannot be used; nothing was changed.</summary>
    public const int BadInput = 2;

    /// <summary>Of grading: it failed where there is no answer that could be graded.</summary>
    public static int OfGrading(IEnumerable<GradedAnswer> answers) => answers.Any(a => a.Grade.IsGraded) ? Success : Failed;

    /// <summary>Ended by a signal: 128 plus its number.</summary>
    public static int OfSignal(int number) => 128 + number;
}
