using System.Text;
using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Worker.Tuning;

namespace Hindsight.Worker.Tests.Tuning;

public sealed class ConversationFileTests
{
    [Fact]
    public void Read_ValidLines_GivesConversationsInOrder()
    {
        (IReadOnlyList<Conversation> conversations, List<(int, string)> faults) = Read("""
            {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello ünd 😀"}]}

            {"messages":[{"role":"system","content":"s"},{"role":"user","content":"u"},{"role":"assistant","content":"a"}],"split":"heldout"}
            {"split":"train","messages":[{"role":"assistant","content":"a"}]}
            """);

        faults.Should().BeEmpty();
        conversations.Select(c => (c.Line, c.Split)).Should().Equal((1, TaskSplit.Train), (3, TaskSplit.HeldOut), (4, TaskSplit.Train));
        conversations[0].Messages.Should().Equal(ChatMessage.User("Hi"), ChatMessage.Assistant("Hello ünd 😀"));
        conversations[1].Messages.Select(m => m.Role).Should().Equal("system", "user", "assistant");
    }

    [Fact]
    public void Read_FaultyLines_NamesEachFaultWithItsLine()
    {
        (IReadOnlyList<Conversation> conversations, List<(int Line, string Fault)> faults) = Read("""
            {"messages":[{"role":"user","content":"Hi"}]}
            {"messages":
            []
            {"messages":[{"role":"bot","content":3,"name":"x"},{"role":"assistant","content":"a"}],"id":1}
            {"messages":{}}
            {"messages":[4,{"content":"a","role":"assistant"}]}
            {"messages":[{"role":"assistant","content":"a"}],"split":"test"}
            {"messages":[{"role":"assistant","content":"a"}],"split":1}
            {"messages":[{"role":"assistant","content":"a\ud83d"}]}
            {"messages":[{"role":"assistant","content":"a"}],"messages":[]}
            """);

        conversations.Should().BeEmpty();
        faults.Should().HaveCount(13);
        faults[0].Should().Be((1, "has no message of the assistant, so there is nothing to learn from."));
        faults[1].Should().Match<(int Line, string Fault)>(f => f.Line == 2 && f.Fault.StartsWith("is not JSON"));
        faults[2].Should().Be((3, "is a list; expected an object with messages."));
        faults[3].Should().Be((4, "unknown key 'id'; expected messages and split only."));
        faults[4].Should().Be((4, "messages[0]: unknown key 'name'; expected role, content and train."));
        faults[5].Should().Be((4, "messages[0]: content is a number; expected text."));
        faults[6].Should().Be((4, "messages[0]: role is 'bot'; expected system, user or assistant."));
        faults[7].Should().Be((5, "messages is missing or no list."));
        faults[8].Should().Be((6, "messages[0]: is a number; expected an object with role and content."));
        faults[9].Should().Be((7, "split is 'test'; expected train or heldout."));
        faults[10].Should().Be((8, "split is a number; expected train or heldout."));
        faults[11].Should().Be((9, "holds a text that is not Unicode: bytes that are not UTF-8, or half of a surrogate pair."));
        faults[12].Should().Match<(int Line, string Fault)>(f => f.Line == 10 && f.Fault.Contains("messages"));
    }

    [Fact]
    public void Read_MessagesNotTrainedOn_AreTold()
    {
        (IReadOnlyList<Conversation> conversations, List<(int, string)> faults) = Read("""
            {"messages":[{"role":"user","content":"u"},{"role":"assistant","content":"a","train":false},{"role":"user","content":"v"},{"role":"assistant","content":"b","train":true}]}
            {"messages":[{"role":"assistant","content":"a","train":false}]}
            {"messages":[{"role":"user","content":"u","train":false},{"role":"assistant","content":"a","train":0}]}
            """);

        conversations.Should().ContainSingle().Which.Read.Should().Equal(1);
        faults.Should().Equal(
            (2, "has no message of the assistant to train on, so there is nothing to learn from."),
            (3, "messages[0]: train stands in a message of the role 'user'; expected it in the assistant's alone."),
            (3, "messages[1]: train is a number; expected true or false."));
    }

    [Fact]
    public void Write_Conversation_ReadsBackWithItsLastAnswerLearned()
    {
        ChatMessage[] messages = [ChatMessage.User("Grüße\n\"x\""), ChatMessage.Assistant("draft"), ChatMessage.User("Revise."), ChatMessage.Assistant("mended 🙂")];
        using var stream = new MemoryStream();

        ConversationFile.Write(stream, messages);

        Encoding.UTF8.GetString(stream.ToArray()).Should().Be(
            "{\"messages\":[{\"role\":\"user\",\"content\":\"Grüße\\n\\\"x\\\"\"},{\"role\":\"assistant\",\"content\":\"draft\",\"train\":false},"
            + "{\"role\":\"user\",\"content\":\"Revise.\"},{\"role\":\"assistant\",\"content\":\"mended \\uD83D\\uDE42\"}]}\n");
        (IReadOnlyList<Conversation> read, _) = Read(Encoding.UTF8.GetString(stream.ToArray()));
        read.Single().Messages.Should().Equal(messages);
        read.Single().Read.Should().Equal(1);
    }

    [Fact]
    public void Read_BytesThatAreNotUtf8_AreAFaultOfTheirLine()
    {
        byte[] line = Encoding.UTF8.GetBytes("{\"messages\":[{\"role\":\"assistant\",\"content\":\"a?\"}]}\n");
        byte[] broken = [.. line, .. line];
        broken[line.Length + line.AsSpan().IndexOf((byte)'?')] = 0xFF;
        List<(int Line, string Fault)> faults = [];

        ConversationFile.Read(broken, faults).Should().ContainSingle();

        faults.Should().ContainSingle().Which.Line.Should().Be(2);
    }

    [Fact]
    public void Read_EmptyFile_IsAFault() => Read("\n \n").Faults.Should().Equal((0, "holds no conversation."));

    private static (IReadOnlyList<Conversation> Conversations, List<(int Line, string Fault)> Faults) Read(string text)
    {
        List<(int, string)> faults = [];
        return (ConversationFile.Read(Encoding.UTF8.GetBytes(text), faults), faults);
    }
}
