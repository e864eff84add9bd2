namespace Hindsight.Training;

/// <summary>A checkpoint cannot be read.</summary>
/// <param name="message">Which, and why.</param>
/// <param name="innerException">The cause.</param>
public sealed class CheckpointException(string message, Exception? innerException = null) : Exception(message, innerException);
