using Hindsight.Policies;
using Hindsight.Worker.Chat;
using Hindsight.Worker.Hosting;

namespace Hindsight.Worker.Tests.Chat;

public sealed class ChatLoopTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Run_Pipe_RepliesToEachLineWithTheWholeConversation()
    {
        var policy = new EchoPolicy();

        await Create(policy, "one\n\ntwo\n", typed: false).RunAsync(CancellationToken.None);

        _output.ToString().Should().Be("1:one\n3:two\n");
        policy.Requests[1].Messages.Should().Equal(ChatMessage.User("one"), ChatMessage.Assistant("1:one"), ChatMessage.User("two"));
        policy.Requests.Select(r => r.Seed).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Run_SystemMessageAndReset_BeginsAnewWithIt()
    {
        await Create(new EchoPolicy(), "one\n/reset\ntwo\n/exit\nthree\n", typed: false, system: "Be brief.").RunAsync(CancellationToken.None);

        _output.ToString().Should().Be("2:one\n2:two\n");
    }

    [Fact]
    public async Task Run_TypedAndTooLong_SaysSoAndGoesOn()
    {
        await Create(new EchoPolicy(contextLength: 2), "one\ntwo\n/reset\nthree\n", typed: true).RunAsync(CancellationToken.None);

        _output.ToString().Should().Contain("1:one").And.Contain("/reset begins anew.").And.Contain("1:three");
    }

    [Fact]
    public async Task Run_PipeAndTooLong_Throws() =>
        await FluentActions.Awaiting(() => Create(new EchoPolicy(contextLength: 1), "one\n", typed: false).RunAsync(CancellationToken.None))
            .Should().ThrowAsync<PromptTooLongException>();

    private ChatLoop Create(IPolicy policy, string input, bool typed, string system = "") => new(
        policy, new Terminal(Terminal.Create(_output, isTerminal: false), TextWriter.Null, new StringReader(input), IsLive: false, typed), new SamplingOptions(), 1, system);
}
