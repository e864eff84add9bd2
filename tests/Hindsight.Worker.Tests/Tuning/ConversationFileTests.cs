using System.Text;
using Hindsight.Documents;
using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Worker.Tuning;

namespace Hindsight.Worker.Tests.Tuning;

public sealed class ConversationFileTests
{
    [Fact]
    public void Read_ValidLines_GivesConversationsInOrder()
    {
        (IReadOnlyList<Conversation> conversations, IReadOnlyList<string> faults) = Read("""
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
        (IReadOnlyList<Conversation> conversations, IReadOnlyList<string> faults) = Read("""
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
        faults.Should().SatisfyRespectively(
            f => f.Should().Be("c.jsonl:1:1: found no message of the assistant, expected one to learn from."),
            f => f.Should().StartWith("c.jsonl:2:13: found broken JSON"),
            f => f.Should().Be("c.jsonl:3:1: found a list of 0, expected a conversation: a mapping."),
            f => f.Should().Be("c.jsonl:4:22: found the text 'bot', expected one of system, user, assistant for 'role'."),
            f => f.Should().Be("c.jsonl:4:38: found the number 3, expected a text for 'content'."),
            f => f.Should().StartWith("c.jsonl:4:40: found the unknown key 'name' in a message, expected one of role, content, train"),
            f => f.Should().StartWith("c.jsonl:4:88: found the unknown key 'id' in a conversation, expected one of messages, split"),
            f => f.Should().Be("c.jsonl:5:1: found no message of the assistant, expected one to learn from."),
            f => f.Should().Be("c.jsonl:5:13: found a mapping, expected a list for 'messages'."),
            f => f.Should().Be("c.jsonl:6:14: found the number 4, expected a message: a mapping."),
            f => f.Should().Be("c.jsonl:7:58: found the text 'test', expected train or heldout for 'split'."),
            f => f.Should().Be("c.jsonl:8:58: found the number 1, expected train or heldout for 'split'."),
            f => f.Should().Be("c.jsonl:9:44: found an escape that is half of a surrogate pair, expected both halves."),
            f => f.Should().Be("c.jsonl:10:50: found the key 'messages' a second time in a conversation, expected it once."));
    }

    [Fact]
    public void Read_MessagesNotTrainedOn_AreTold()
    {
        (IReadOnlyList<Conversation> conversations, IReadOnlyList<string> faults) = Read("""
            {"messages":[{"role":"user","content":"u"},{"role":"assistant","content":"a","train":false},{"role":"user","content":"v"},{"role":"assistant","content":"b","train":true}]}
            {"messages":[{"role":"assistant","content":"a","train":false}]}
            {"messages":[{"role":"user","content":"u","train":false},{"role":"assistant","content":"a","train":0}]}
            """);

        conversations.Should().ContainSingle().Which.Read.Should().Equal(1);
        faults.Should().Equal(
            "c.jsonl:2:1: found no message of the assistant to train on, expected one to learn from.",
            "c.jsonl:3:51: found 'train' in a message of the role 'user', expected it in the assistant's alone.",
            "c.jsonl:3:100: found the number 0, expected true or false for 'train'.");
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
        (IReadOnlyList<Conversation> conversations, IReadOnlyList<string> faults) = Read(broken);

        conversations.Should().ContainSingle();
        faults.Should().ContainSingle().Which.Should().StartWith("c.jsonl:2:");
    }

    [Fact]
    public void Read_EmptyFile_IsAFault() => Read("\n \n").Faults.Should().Equal("c.jsonl:1:1: found no conversation, expected at least one line.");

    private static (IReadOnlyList<Conversation> Conversations, IReadOnlyList<string> Faults) Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static (IReadOnlyList<Conversation> Conversations, IReadOnlyList<string> Faults) Read(byte[] content)
    {
        var faults = new Faults("c.jsonl");
        return (ConversationFile.Read(content, faults), faults.Lines);
    }
}
