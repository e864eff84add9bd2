using Hindsight.Documents;
using Hindsight.Testing;

namespace Hindsight.Tests.Documents;

public sealed class FileContentTests
{
    [Fact]
    public void Read_Folder_SaysThatItIsOne()
    {
        using TemporaryFolder folder = new();

        Action read = () => FileContent.Read(folder.Path, faults => new InvalidDataException(string.Join('\n', faults)));

        read.Should().Throw<InvalidDataException>().WithMessage($"{folder.Path}: found a folder, expected a file.");
    }

    [Fact]
    public void Read_NoSuchFile_NamesIt()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("tasks.jsonl");

        Action read = () => FileContent.Read(path, faults => new InvalidDataException(string.Join('\n', faults)));

        read.Should().Throw<InvalidDataException>().WithMessage($"{path}: *");
    }
}
