using System.Threading.Channels;
using Hindsight.Training;

namespace Hindsight.Storage;

/// <summary>Writes what is queued, in order, in batches of one transaction each. Once a batch has failed nothing more is written and every call throws.</summary>
internal sealed class BackgroundWriter : IAsyncDisposable
{
    // A batch holds what has gathered while the one before was written; the bound keeps a slow disk from filling the memory.
    private const int Capacity = 128;

    private readonly SqliteDatabase _database;
    private readonly WriteSession _session;
    private readonly Channel<QueuedWrite> _queue = Channel.CreateBounded<QueuedWrite>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Task _loop;
    private volatile RunStoreException? _failure;
    private volatile bool _failureSeen;

    /// <summary>Opens the database and starts writing.</summary>
    public BackgroundWriter(SqliteDatabase database)
    {
        _database = database;
        _session = new(database);
        _loop = Task.Run(WriteBatchesAsync);
    }

    /// <summary>Queues rows; waits only while the queue is full.</summary>
    public ValueTask EnqueueAsync(Action<WriteSession> apply, CancellationToken cancellationToken) => EnqueueAsync(new QueuedWrite(apply, null), cancellationToken);

    /// <summary>Queues rows, or nothing, and waits until they and everything before are durable.</summary>
    public async Task CommitAsync(Action<WriteSession>? apply, CancellationToken cancellationToken)
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await EnqueueAsync(new QueuedWrite(apply, durable), cancellationToken);
        await durable.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what is queued and closes the database.</summary>
    /// <exception cref="RunStoreException">It could not be written, and no caller has been told yet.</exception>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _session.Dispose();
        if (_failure is not null && !_failureSeen)
            throw Failure();
    }

    private async ValueTask EnqueueAsync(QueuedWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException) when (_failure is not null)
        {
            throw Failure();
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(EntityFrameworkRunStore));
        }
    }

    private async Task WriteBatchesAsync()
    {
        var batch = new List<QueuedWrite>(Capacity);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < Capacity && _queue.Reader.TryRead(out QueuedWrite write))
                batch.Add(write);
            try
            {
                Write(batch);
            }
            catch (Exception e)
            {
                // Whatever it is, callers must hear of it: each of them gets it thrown.
                Fail(_database.Explain(e), batch);
                return;
            }
            foreach (QueuedWrite write in batch)
                write.Durable?.TrySetResult();
            batch.Clear();
        }
    }

    private void Write(List<QueuedWrite> batch)
    {
        if (!batch.Exists(w => w.Apply is not null))
        {
            _session.EnsureInPlace();
            return;
        }
        _session.InTransaction(() =>
        {
            foreach (QueuedWrite write in batch)
                write.Apply?.Invoke(_session);
        });
    }

    private void Fail(RunStoreException failure, List<QueuedWrite> batch)
    {
        _failure = failure;
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out QueuedWrite write))
            batch.Add(write);
        foreach (QueuedWrite write in batch)
            write.Durable?.TrySetException(Failure());
    }

    private RunStoreException Failure()
    {
        _failureSeen = true;
        return new(_failure!.Message, _failure.InnerException);
    }
}
