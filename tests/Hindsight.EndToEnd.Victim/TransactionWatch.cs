using System.Diagnostics;

namespace Hindsight.EndToEnd.Victim;

/// <summary>Reaches a kill switch from within the store's transactions: as one begins, between its rows, and before it is committed.</summary>
internal sealed class TransactionWatch(KillSwitch killer) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Source = "Microsoft.EntityFrameworkCore";

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Source) value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == $"{Source}.Database.Transaction.TransactionStarted") killer.Reach("transaction");
        if (value.Key == $"{Source}.Database.Command.CommandExecuting") killer.Reach("rows");
        if (value.Key == $"{Source}.Database.Transaction.TransactionCommitting") killer.Reach("committing");
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
