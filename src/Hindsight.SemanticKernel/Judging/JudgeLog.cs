using Hindsight.Grading;
using Microsoft.Extensions.Logging;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>What judges, endpoints and the policy alike, say in the log of a call that failed: a line, and the exception for whoever looks for it.</summary>
internal static partial class JudgeLog
{
    public static void Failed(ILogger logger, string judge, UngradedCause cause, Exception error)
    {
        NoReply(logger, judge, cause, JudgeFailure.KindOf(error));
        Thrown(logger, error, judge);
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Warning, Message = "Judge {Judge} gave no reply: {Cause}, {Kind}")]
    private static partial void NoReply(ILogger logger, string judge, UngradedCause cause, string kind);

    [LoggerMessage(EventId = 4103, Level = LogLevel.Debug, Message = "Judge {Judge} gave no reply")]
    private static partial void Thrown(ILogger logger, Exception error, string judge);
}
