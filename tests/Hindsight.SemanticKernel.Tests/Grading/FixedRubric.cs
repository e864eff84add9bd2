using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>The same rubric for every task.</summary>
internal sealed class FixedRubric(params Criterion[] criteria) : IRubricSource
{
    public Rubric Rubric { get; init; } = new() { Name = "service", Version = "0123456789abcdef", Criteria = criteria };

    public Rubric Resolve(TrainingTask task) => Rubric;
}
