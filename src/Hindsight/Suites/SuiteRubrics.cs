using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Suites;

/// <summary>The rubrics of a suite in a published form: a prompt's own criteria as they are, each with weight 1. Nothing in them is a variable.</summary>
/// <param name="suite">The suite.</param>
public sealed class SuiteRubrics(Suite suite) : IRubricSource
{
    /// <inheritdoc/>
    public Rubric Resolve(TrainingTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new Rubric { Name = Path.GetFileNameWithoutExtension(suite.Path), Version = suite.Sha256[..16], Criteria = task.Criteria };
    }
}
