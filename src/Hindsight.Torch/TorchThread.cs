using System.Collections.Concurrent;

namespace Hindsight.Torch;

/// <summary>The one thread that owns a model. Torch work runs on it, synchronously; the outside awaits.</summary>
/// <remarks>Dispose scopes and gradient modes are per thread, so tensors must never cross an <c>await</c>: what comes out of <see cref="RunAsync{T}"/> are arrays and records.</remarks>
internal sealed class TorchThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public TorchThread()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "torch" };
        _thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> on the thread, after what was asked for before.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken = default)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            if (cancellationToken.IsCancellationRequested)
            {
                completion.SetCanceled(cancellationToken);
                return;
            }

            try
            {
                completion.SetResult(work());
            }
            catch (OperationCanceledException e)
            {
                completion.SetCanceled(e.CancellationToken);
            }
#pragma warning disable CA1031 // it is handed to the awaiting caller
            catch (Exception e)
#pragma warning restore CA1031
            {
                completion.SetException(e);
            }
        }, CancellationToken.None);
        return completion.Task;
    }

    /// <summary>Ends the thread after the work that is queued.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Work()
    {
        foreach (Action action in _work.GetConsumingEnumerable()) action();
    }
}
