namespace Hindsight.Rubrics;

/// <summary>Who decides a criterion.</summary>
public enum CriterionKind
{
    /// <summary>Code: a check of <see cref="Grading.ICheckRegistry"/>.</summary>
    Check,

    /// <summary>A model: a judge.</summary>
    Judge,
}
