namespace Hindsight.Training;

/// <summary>The store cannot be read or written.</summary>
/// <param name="message">Which store, and what it said.</param>
/// <param name="innerException">The cause.</param>
public sealed class RunStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
