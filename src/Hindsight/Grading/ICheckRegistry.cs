using System.Diagnostics.CodeAnalysis;

namespace Hindsight.Grading;

/// <summary>The checks that rubrics can name.</summary>
public interface ICheckRegistry
{
    /// <summary>All checks, by id.</summary>
    IReadOnlyCollection<ICheck> Checks { get; }

    /// <summary>Finds a check by its id.</summary>
    bool TryGet(string id, [NotNullWhen(true)] out ICheck? check);
}
