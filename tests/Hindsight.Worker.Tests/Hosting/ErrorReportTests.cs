using Hindsight.Torch.Checkpoints;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Runs;

namespace Hindsight.Worker.Tests.Hosting;

public sealed class ErrorReportTests
{
    public static TheoryData<Exception, int> Exceptions => new()
    {
        { new ConfigurationException(["a"]), 2 },
        { new ModelFileException("model", "it is not there."), 2 },
        { new RunFailedException(["a"], new ModelFileException("model", "it is not there.")), 1 },
        // A file that is read as input says so in an exception of its own; one that is missed elsewhere is missed in the middle of something.
        { new FileNotFoundException("lost"), 1 },
        { new DirectoryNotFoundException("lost"), 1 },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Of_Exception_IsBadInputOnlyBeforeAnythingChanged(Exception exception, int exitCode) => ErrorReport.Of(exception).ExitCode.Should().Be(exitCode);
}
