namespace Hindsight.SemanticKernel.Grading;

/// <summary>A judge whose verdicts may be kept, because it can say what they depend on.</summary>
internal interface ICacheableJudge : ICriterionJudge
{
    /// <summary>Everything that a verdict on the request's answer depends on, the criterion apart: who is asked, in which words and settings, about what. In a fixed order.</summary>
    /// <exception cref="Rubrics.RubricException">The rubric's template cannot be used.</exception>
    IReadOnlyList<string> BasisOf(JudgingRequest request);
}
