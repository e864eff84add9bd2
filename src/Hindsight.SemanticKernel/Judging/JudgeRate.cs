using System.Threading.RateLimiting;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>
/// Lets requests through in the order of their coming, so many of them and so many tokens within any minute; others wait. A request counts by its size and what the replies so far
/// cost for their requests' size, and once its own reply has come, by what that reports.
/// </summary>
/// <param name="requests">Requests a minute; 0: any number.</param>
/// <param name="tokens">Tokens a minute; 0: any number. A request that is larger than that by itself goes alone.</param>
/// <param name="time">The clock.</param>
internal sealed class JudgeRate(int requests, long tokens, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // One at a time looks whether there is room; the limiter keeps the others in order.
    private readonly ConcurrencyLimiter _turn = new(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = int.MaxValue });
    private readonly Queue<JudgeRateLease> _sent = new();
    private long _tokensInWindow;

    // What one would guess before the first reply: a token for three bytes, the reply's included.
    private double _bytesSoFar = 3_000, _tokensSoFar = 1_000;

    /// <summary>Waits until the request may be sent. Its lease ends with its reply.</summary>
    public async ValueTask<RateLimitLease> AcquireAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using RateLimitLease turn = await _turn.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        var lease = new JudgeRateLease(this, request);
        while (!TryEnter(lease, out TimeSpan wait))
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        return lease;
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Counts a request that is sent again. It does not wait, for its time is running; those after it wait the longer.</summary>
    public void Repeat(HttpRequestMessage request)
    {
        lock (_sent)
        {
            var lease = new JudgeRateLease(this, request);
            lease.Tokens = Estimate(lease);
            Enter(lease);
        }
    }

    /// <summary>Counts a request by what it cost instead of by its size.</summary>
    internal void Settle(JudgeRateLease lease, long reported)
    {
        lock (_sent)
        {
            _bytesSoFar += lease.Bytes;
            _tokensSoFar += reported;
            if (lease.IsCounted)
                _tokensInWindow += reported - lease.Tokens;
            lease.Tokens = reported;
        }
    }

    private bool TryEnter(JudgeRateLease lease, out TimeSpan wait)
    {
        lock (_sent)
        {
            while (_sent.TryPeek(out JudgeRateLease? oldest) && time.GetElapsedTime(oldest.EnteredAt) >= Window)
                Leave(_sent.Dequeue());
            lease.Tokens = Estimate(lease);
            bool isRoom = _sent.Count == 0 || ((requests == 0 || _sent.Count < requests) && (tokens == 0 || _tokensInWindow + lease.Tokens <= tokens));
            if (isRoom)
                Enter(lease);
            // Timers count whole milliseconds.
            wait = isRoom ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling((Window - time.GetElapsedTime(_sent.Peek().EnteredAt)).TotalMilliseconds));
            return isRoom;
        }
    }

    private long Estimate(JudgeRateLease lease) => (long)(lease.Bytes * _tokensSoFar / _bytesSoFar);

    private void Enter(JudgeRateLease lease)
    {
        (lease.EnteredAt, lease.IsCounted) = (time.GetTimestamp(), true);
        _tokensInWindow += lease.Tokens;
        _sent.Enqueue(lease);
    }

    private void Leave(JudgeRateLease lease)
    {
        lease.IsCounted = false;
        _tokensInWindow -= lease.Tokens;
    }
}
