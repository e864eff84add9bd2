namespace Hindsight.Statistics;

/// <summary>McNemar's test of pairs (1947), exact: of the pairs that differ, each side is as likely under the hypothesis that nothing matters.</summary>
internal static class ExactTest
{
    /// <summary>The two-sided p value by the binomial distribution with probability ½; 1 where no pair differs.</summary>
    /// <param name="oneWay">Pairs that differ one way.</param>
    /// <param name="otherWay">Pairs that differ the other way.</param>
    public static double PValue(int oneWay, int otherWay)
    {
        int pairs = oneWay + otherWay, fewer = Math.Min(oneWay, otherWay);
        // In logarithms: a half to the power of some thousand pairs is no number any more.
        double logTerm = -pairs * Math.Log(2), tail = 0;
        for (int k = 0; k <= fewer; k++)
        {
            tail += Math.Exp(logTerm);
            logTerm += Math.Log((double)(pairs - k) / (k + 1));
        }

        return Math.Min(1, 2 * tail);
    }
}
