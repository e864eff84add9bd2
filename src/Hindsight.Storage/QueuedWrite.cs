namespace Hindsight.Storage;

/// <summary>What waits for the background writer.</summary>
/// <param name="Apply">The rows to write, or <see langword="null"/>: none, somebody only waits for those before.</param>
/// <param name="Durable">Completed when this and everything queued before it is durable; <see langword="null"/> where nobody waits.</param>
internal readonly record struct QueuedWrite(Action<WriteSession>? Apply, TaskCompletionSource? Durable);
