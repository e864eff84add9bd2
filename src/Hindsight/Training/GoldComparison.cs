namespace Hindsight.Training;

/// <summary>What a held-out judge makes of answers beside the judges that are trained on. An answer whose score was set to 0 because it steers its grader says nothing of the judges and is not among them.</summary>
/// <param name="Answers">Answers that both graded.</param>
/// <param name="Failed">Answers that the held-out judge was asked about and could not grade.</param>
/// <param name="Score">The mean score of the answers that both graded, as it is trained on; NaN without any.</param>
/// <param name="GoldScore">The held-out judge's mean score of the same answers; NaN without any.</param>
public sealed record GoldComparison(int Answers, int Failed, double Score, double GoldScore)
{
    /// <summary>By how much the score that is trained on is above the held-out judge's.</summary>
    public double Gap => Score - GoldScore;
}
