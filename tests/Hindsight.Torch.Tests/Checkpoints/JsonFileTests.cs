using System.Text;
using Hindsight.Torch.Checkpoints;

namespace Hindsight.Torch.Tests.Checkpoints;

public sealed class JsonFileTests
{
    [Theory]
    [InlineData("""{"a":"\ud83e\uddc0"}""", true)]
    [InlineData("""{"a":"\\ud83e"}""", true)]
    [InlineData("""{"a":"\u00e9"}""", true)]
    [InlineData("""{"a":"\ud83e"}""", false)]
    [InlineData("""{"a":"\uddc0"}""", false)]
    [InlineData("""{"a":"\ud83e\ud83e"}""", false)]
    [InlineData("""{"a":"\ud83e x \uddc0"}""", false)]
    [InlineData("""{"a":"\ud83e\n\uddc0"}""", false)]
    public void Parse_EscapedSurrogates_MustComeInPairs(string json, bool valid)
    {
        Action act = () => JsonFile.Parse("file", Encoding.UTF8.GetBytes(json)).FindText("a");
        if (valid) act.Should().NotThrow();
        else act.Should().Throw<ModelFileException>().WithMessage("'file'*surrogate*");
    }

    [Fact]
    public void Parse_BytesThatAreNoText_AreRefused()
    {
        Action act = () => JsonFile.Parse("file", [(byte)'{', (byte)'"', 0xEB, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        act.Should().Throw<ModelFileException>().WithMessage("*not valid UTF-8*");
    }
}
