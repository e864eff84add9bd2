using Hindsight.Testing;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Experiments;

namespace Hindsight.Worker.Tests.Experiments;

public sealed class ResultFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Find_Kept_GivesItBack()
    {
        ArmResult result = Result("0123456789");
        var sut = new ResultFolder(_folder.Path);
        sut.Keep(result);

        sut.Find("rlvr", 7, "0123456789").Should().BeEquivalentTo(result);
    }

    [Fact]
    public void Find_OtherKey_GivesNothing()
    {
        var sut = new ResultFolder(_folder.Path);
        sut.Keep(Result("0123456789"));

        sut.Find("rlvr", 7, "9876543210").Should().BeNull();
    }

    [Fact]
    public void Find_BrokenFile_NamesIt()
    {
        var sut = new ResultFolder(_folder.Path);
        sut.Keep(Result("0123456789"));
        string file = Directory.GetFiles(_folder.Path).Single();
        File.WriteAllText(file, "{ \"arm\": ");

        sut.Invoking(s => s.Find("rlvr", 7, "0123456789")).Should().Throw<ConfigurationException>().WithMessage($"'{file}' is no result*");
    }

    public void Dispose() => _folder.Dispose();

    private static ArmResult Result(string key) => new()
    {
        Arm = "rlvr",
        Seed = 7,
        Key = key,
        Curve = [new CurvePoint(0, 0, 0.25, 0, new Dictionary<string, double> { ["order"] = 0.5 })],
        Revisions = 0,
        RevisionsKept = 0,
        RevisionsBetter = double.NaN,
        Seconds = 1.5,
    };
}
