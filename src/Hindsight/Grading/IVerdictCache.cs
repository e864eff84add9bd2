namespace Hindsight.Grading;

/// <summary>Verdicts that judges gave before, by a key of everything that they depend on.</summary>
public interface IVerdictCache
{
    /// <summary>The verdicts that are there.</summary>
    /// <param name="keys">The keys, lower-case hexadecimal digests.</param>
    /// <param name="notBefore">Older ones do not count; the first look-up removes them for good.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="Training.RunStoreException">The store cannot be read.</exception>
    Task<IReadOnlyDictionary<string, Verdict>> ReadAsync(IReadOnlyCollection<string> keys, DateTimeOffset notBefore, CancellationToken cancellationToken);

    /// <summary>Keeps verdicts; one of the same key is replaced.</summary>
    /// <param name="verdicts">Verdicts other than unknown ones, by key.</param>
    /// <param name="givenAt">When they were given.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="Training.RunStoreException">The store cannot be written to.</exception>
    Task WriteAsync(IReadOnlyDictionary<string, Verdict> verdicts, DateTimeOffset givenAt, CancellationToken cancellationToken);
}
