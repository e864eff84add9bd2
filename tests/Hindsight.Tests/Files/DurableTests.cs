using Hindsight.Files;

namespace Hindsight.Tests.Files;

public sealed class DurableTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hindsight-durable-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void WriteFile_WriterFails_LeavesTheOldFileAndNothingBeside()
    {
        string path = Path.Combine(_root, "file");
        Durable.WriteFile(path, "old"u8.ToArray());
        Action act = () => Durable.WriteFile(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("full");
        });
        act.Should().Throw<IOException>().WithMessage("full");
        File.ReadAllText(path).Should().Be("old");
        Directory.GetFileSystemEntries(_root).Should().Equal(path);
    }

    [Fact]
    public void WriteFolder_FillingFails_LeavesTheOldFolderAndNothingBeside()
    {
        string path = Write("old");
        Action act = () => Durable.WriteFolder(path, beside =>
        {
            File.WriteAllText(Path.Combine(beside, "other"), "");
            throw new IOException("full");
        });
        act.Should().Throw<IOException>().WithMessage("full");
        Content(path).Should().Equal("name: old");
        Directory.GetFileSystemEntries(_root).Should().Equal(path);
    }

    [Fact]
    public void WriteFolder_OneThatIsThere_IsReplacedWhole()
    {
        string path = Write("old");
        File.WriteAllText(Path.Combine(path, "only in the old one"), "");
        Write("new");
        Content(path).Should().Equal("name: new");
        Directory.GetFileSystemEntries(_root).Should().Equal(path);
    }

    [Fact]
    public async Task WriteFolder_ReplacedAgainAndAgain_IsThereAtEveryMoment()
    {
        string path = Write("0"), file = Path.Combine(path, "name");
        using var done = new CancellationTokenSource();
        using var watching = new SemaphoreSlim(0);
        Task<int> watch = Task.Run(() =>
        {
            int missing = File.Exists(file) ? 0 : 1;
            watching.Release();
            while (!done.IsCancellationRequested) missing += File.Exists(file) ? 0 : 1;
            return missing;
        });
        await watching.WaitAsync();
        for (int i = 1; i <= 100; i++) Write($"{i}");
        await done.CancelAsync();
        (await watch).Should().Be(0);
    }

    [Fact]
    public void ReplaceByRenames_FileSystemThatCannotExchange_ReplacesToo()
    {
        string path = Write("old"), beside = Path.Combine(_root, "beside");
        Directory.CreateDirectory(beside);
        File.WriteAllText(Path.Combine(beside, "name"), "new");
        Durable.ReplaceByRenames(beside, path);
        Content(path).Should().Equal("name: new");
        Directory.GetFileSystemEntries(_root).Should().Equal(path);
    }

    [Fact]
    public void WriteFolder_AfterAKillBetweenTwoRenames_TakesTheOldFolderBackFirst()
    {
        string path = Write("old");
        Directory.Move(path, path + ".replaced");
        Action act = () => Durable.WriteFolder(path, _ => throw new IOException("full"));
        act.Should().Throw<IOException>();
        Content(path).Should().Equal("name: old");
        Write("new");
        Content(path).Should().Equal("name: new");
        Directory.GetFileSystemEntries(_root).Should().Equal(path);
    }

    private string Write(string content)
    {
        string path = Path.Combine(_root, "folder");
        Durable.WriteFolder(path, beside => File.WriteAllText(Path.Combine(beside, "name"), content));
        return path;
    }

    private static string[] Content(string folder) => [.. Directory.GetFiles(folder).Select(file => $"{Path.GetFileName(file)}: {File.ReadAllText(file)}")];
}
