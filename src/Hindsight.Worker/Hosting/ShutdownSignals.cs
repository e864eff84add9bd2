using System.Runtime.InteropServices;

namespace Hindsight.Worker.Hosting;

/// <summary>SIGINT and SIGTERM: the first asks for a stop after the work in hand, the second ends the process at once.</summary>
/// <remarks>A process that ends at once loses nothing but the work since its last checkpoint: checkpoints and rows are written to survive a kill.</remarks>
internal sealed class ShutdownSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Action<string> _announce;
    private int _received;

    /// <summary>Begins to listen.</summary>
    /// <param name="announce">Told, once, that the process is about to stop.</param>
    public ShutdownSignals(Action<string> announce)
    {
        _announce = announce;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>128 plus the number of the first signal, or <see langword="null"/>: there was none.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _stopping.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        int exitCode = Hosting.ExitCode.OfSignal(context.Signal == PosixSignal.SIGINT ? 2 : 15);
        if (Interlocked.Increment(ref _received) > 1) ProcessExit.Now(exitCode);
        ExitCode = exitCode;
        _announce("Stopping after the work in hand. A second signal ends at once.");
        _stopping.Cancel();
    }
}
