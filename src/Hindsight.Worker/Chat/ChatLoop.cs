using System.Text;
using Hindsight.Policies;
using Hindsight.Training;
using Hindsight.Worker.Hosting;

namespace Hindsight.Worker.Chat;

/// <summary>A conversation with a policy: a line in, a streamed reply out. From a pipe each line is a turn.</summary>
/// <param name="policy">Replies.</param>
/// <param name="terminal">Where lines come from and replies go to.</param>
/// <param name="options">How replies are drawn.</param>
/// <param name="seed">From which each reply's seed is derived.</param>
/// <param name="system">The system message, or empty: none.</param>
internal sealed class ChatLoop(IPolicy policy, Terminal terminal, SamplingOptions options, ulong seed, string system)
{
    private readonly List<ChatMessage> _history = [];

    /// <summary>Talks until the input ends, or <c>/exit</c> is typed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Reset();
        if (terminal.IsTyped) terminal.WriteLine("Type a message; /reset begins anew, /exit ends.");
        while (await NextLineAsync(cancellationToken).ConfigureAwait(false) is { } line && line != "/exit")
        {
            if (line == "/reset") Reset();
            else if (line.Length > 0) await ReplyAsync(line, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReplyAsync(string line, CancellationToken cancellationToken)
    {
        _history.Add(ChatMessage.User(line));
        var request = new SampleRequest { Messages = _history.ToList(), Options = options, Seed = Seeds.Derive(seed, "chat", _history.Count) };
        var reply = new StringBuilder();
        try
        {
            await foreach (SampleChunk chunk in policy.StreamAsync(request, cancellationToken).ConfigureAwait(false))
            {
                reply.Append(chunk.Text);
                terminal.Write(chunk.Text);
            }
        }
        catch (PromptTooLongException e) when (terminal.IsTyped)
        {
            _history.RemoveAt(_history.Count - 1);
            terminal.WriteLine($"{e.Message} /reset begins anew.");
            return;
        }

        terminal.WriteLine();
        _history.Add(ChatMessage.Assistant(reply.ToString()));
    }

    private void Reset()
    {
        _history.Clear();
        if (system.Length > 0) _history.Add(ChatMessage.System(system));
    }

    private ValueTask<string?> NextLineAsync(CancellationToken cancellationToken)
    {
        if (terminal.IsTyped) terminal.Write("> ");
        return terminal.Input.ReadLineAsync(cancellationToken);
    }
}
