using Hindsight.Policies;
using Hindsight.Worker.Tuning;

namespace Hindsight.Worker.Tests.Tuning;

public sealed class ConversationFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_ValidLines_GivesConversationsInOrder()
    {
        string path = _folder.Write("data.jsonl", """
            {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello ünd 😀"}]}

            {"messages":[{"role":"system","content":"s"},{"role":"user","content":"u"},{"role":"assistant","content":"a"}]}
            """);

        IReadOnlyList<IReadOnlyList<ChatMessage>> conversations = ConversationFile.Read(path);

        conversations.Should().HaveCount(2);
        conversations[0].Should().Equal(ChatMessage.User("Hi"), ChatMessage.Assistant("Hello ünd 😀"));
        conversations[1].Select(m => m.Role).Should().Equal("system", "user", "assistant");
    }

    [Fact]
    public void Read_FaultyLines_NamesEachFaultWithItsLine()
    {
        string path = _folder.Write("data.jsonl", """
            {"messages":[{"role":"user","content":"Hi"}]}
            {"messages":
            []
            {"messages":[{"role":"bot","content":3,"name":"x"},{"role":"assistant","content":"a"}],"id":1}
            {"messages":{}}
            {"messages":[4,{"content":"a","role":"assistant"}]}
            """);

        IReadOnlyList<string> faults = FluentActions.Invoking(() => ConversationFile.Read(path)).Should().Throw<ConversationFileException>().Which.Faults;

        faults.Should().HaveCount(9);
        faults[0].Should().Be($"{path}:1: has no message of the assistant, so there is nothing to learn from.");
        faults[1].Should().StartWith($"{path}:2: is not JSON");
        faults[2].Should().Be($"{path}:3: is a list; expected an object with messages.");
        faults[3].Should().Be($"{path}:4: unknown key 'id'; expected messages only.");
        faults[4].Should().Be($"{path}:4: messages[0]: unknown key 'name'; expected role and content.");
        faults[5].Should().Be($"{path}:4: messages[0]: content is a number; expected text.");
        faults[6].Should().Be($"{path}:4: messages[0]: role is 'bot'; expected system, user or assistant.");
        faults[7].Should().Be($"{path}:5: messages is missing or no list.");
        faults[8].Should().Be($"{path}:6: messages[0]: is a number; expected an object with role and content.");
    }

    [Fact]
    public void Read_EmptyOrMissingFile_IsAFault()
    {
        FluentActions.Invoking(() => ConversationFile.Read(_folder.Write("empty.jsonl", "\n"))).Should().Throw<ConversationFileException>().WithMessage("*no conversation*");
        FluentActions.Invoking(() => ConversationFile.Read("nowhere.jsonl")).Should().Throw<ConversationFileException>().WithMessage("*'nowhere.jsonl'*");
    }
}
