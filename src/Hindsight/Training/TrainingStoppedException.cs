namespace Hindsight.Training;

/// <summary>A health gate stopped the run; the last good checkpoint is intact.</summary>
/// <param name="message">What was wrong, and where the last checkpoint lies.</param>
/// <param name="innerException">The cause, where it was an exception.</param>
public sealed class TrainingStoppedException(string message, Exception? innerException = null) : Exception(message, innerException);
