namespace Hindsight.Training;

/// <summary>Something whose whole state goes into checkpoints.</summary>
public interface ICheckpointed
{
    /// <summary>Writes the whole state into an existing empty folder.</summary>
    Task SaveAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Restores what <see cref="SaveAsync"/> wrote: what follows is equal bit for bit to what would have followed the saving.</summary>
    Task LoadAsync(string folder, CancellationToken cancellationToken);
}
